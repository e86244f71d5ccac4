using Auditor.Pipeline;

namespace Auditor.Cli;

/// <summary>Writes output whole or not at all: an interrupted run leaves no half file.</summary>
internal static class OutputFile
{
    /// <summary>Writes to a file, or to standard output where none is named.</summary>
    public static void Write(FileInfo? file, Action<Stream> write)
    {
        if (file is null)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            write(output);
            return;
        }

        if (file.Directory is { Exists: false } folder)
            throw new RunCannotGoOnException($"there is no folder `{folder.FullName}` to write `{file.Name}` into");
        var partial = file.FullName + ".partial";
        try
        {
            using (var output = File.Create(partial))
                write(output);
            File.Move(partial, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
