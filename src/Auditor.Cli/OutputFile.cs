using Auditor.Pipeline;

namespace Auditor.Cli;

/// <summary>Writes output whole or not at all: an interrupted run leaves no half file.</summary>
internal static class OutputFile
{
    private static string? unfinished;

    /// <summary>Writes to a file, or to standard output where none is named. What is no file, such as <c>/dev/null</c> or a pipe, is written to and stays.</summary>
    public static void Write(FileInfo? file, Action<Stream> write)
    {
        if (file is null || IsStandardOutput(file))
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            write(output);
            return;
        }

        if (Directory.Exists(file.FullName))
            throw new RunCannotGoOnException($"`{file.FullName}` is a folder: name a file");
        using (var device = OpenIfNoFile(file.FullName))
        {
            if (device is not null)
            {
                write(device);
                return;
            }
        }

        var target = TargetOf(file);
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new RunCannotGoOnException($"there is no folder `{Path.GetDirectoryName(target)}` to write `{Path.GetFileName(target)}` into");
        Replace(target, write);
    }

    /// <summary>
    /// True for what is written to standard output. Whatever the shell has made of that goes on: opened by name, a file would be written from its
    /// beginning. A file of the name <c>-</c> is <c>./-</c>, as for other commands.
    /// </summary>
    public static bool IsStandardOutput(FileInfo file) => file.ToString() == "-" || file.FullName is "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1";

    /// <summary>True if both names lead to one file.</summary>
    public static bool AreSame(FileInfo first, FileInfo second) =>
        string.Equals(TargetOf(first), TargetOf(second), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>Removes what a run that ends at once has begun to write.</summary>
    public static void RemoveUnfinished()
    {
        if (Volatile.Read(ref unfinished) is { } partial)
            File.Delete(partial);
    }

    /// <summary>Of a link its target is replaced, not the link.</summary>
    private static string TargetOf(FileInfo file) =>
        file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;

    /// <summary>Opens what stands at a path if it is a device or a pipe; null if it is a file, or if nothing is there.</summary>
    private static FileStream? OpenIfNoFile(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            if (!IsFile(stream))
                return stream;
            stream.Dispose();
        }
        catch (Exception error) when (error is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            // A file that is write-protected is replaced all the same, if its folder lets us; a link may lead to what is not there yet.
        }

        return null;
    }

    /// <summary>Only a file has a length that can be set, here to what it is.</summary>
    private static bool IsFile(FileStream stream)
    {
        if (!stream.CanSeek)
            return false;
        try
        {
            RandomAccess.SetLength(stream.SafeFileHandle, stream.Length);
            return true;
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Replace(string target, Action<Stream> write)
    {
        // A name of its own: nobody's file is written over, and no other run's.
        var partial = Path.Combine(Path.GetDirectoryName(target)!, $"auditor-{Path.GetRandomFileName()}.partial");
        try
        {
            Volatile.Write(ref unfinished, partial);
            using (var output = CreateLike(target, partial))
                write(output);
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
            Volatile.Write(ref unfinished, null);
        }
    }

    /// <summary>Creates a file with the mode of the one that it will replace: what was for one reader's eyes stays so.</summary>
    private static FileStream CreateLike(string target, string partial)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows() || !File.Exists(target))
            return new FileStream(partial, options);
        var mode = File.GetUnixFileMode(target);
        options.UnixCreateMode = mode;
        var output = new FileStream(partial, options);
        // The process's mask may have taken bits away.
        File.SetUnixFileMode(output.SafeFileHandle, mode);
        return output;
    }
}
