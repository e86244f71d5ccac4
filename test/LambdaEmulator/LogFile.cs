using System.Text;

namespace Auditor.Testing;

/// <summary>Reads what a process has written to a file so far, while it writes on.</summary>
internal sealed class LogFile(string path)
{
    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    public IReadOnlyList<string> LinesFrom(long offset)
    {
        if (!File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = offset;
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
