using System.Globalization;
using Floor;

// floor read|scan|tokens SNAPSHOT: what the same bytes cost that `auditor audit SNAPSHOT` reads. One thread, one buffer.
if (args is not [var mode, var folder] || Passes.Find(mode) is not { } pass || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: floor read|scan|tokens SNAPSHOT");
    return 1;
}

var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
Array.Sort(files, StringComparer.Ordinal);
var buffer = GC.AllocateUninitializedArray<byte>(checked((int)files.Max(file => new FileInfo(file).Length)), pinned: true);
var (bytes, found) = (0L, 0L);
foreach (var file in files)
{
    using var handle = File.OpenHandle(file, options: FileOptions.SequentialScan);
    var length = Whole.Read(handle, buffer);
    bytes += length;
    found += pass(buffer.AsSpan(0, length));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"files": {{files.Length}}, "bytes": {{bytes}}, "found": {{found}}}"""));
return 0;
