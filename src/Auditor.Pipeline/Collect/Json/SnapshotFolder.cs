using System.IO.Compression;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>Reads the files of a snapshot, plain or compressed. What cannot be read becomes a gap.</summary>
internal sealed class SnapshotFolder(string root, GapLog gaps)
{
    private const string Compressed = ".gz";

    /// <summary>True if the file is there in either form.</summary>
    public bool Has(string path) => FindForm(path) is not null;

    /// <summary>Reads a file; null if it is not there, or could not be read and is a gap. The plain form goes before the compressed one.</summary>
    /// <param name="path">Relative to the root, with <c>/</c>, without <c>.gz</c>.</param>
    /// <param name="account">The account it belongs to.</param>
    /// <param name="read">Reads the bytes' meaning.</param>
    public T? Read<T>(string path, string? account, ValueReader<T?> read)
        where T : class
    {
        if (FindForm(path) is not { } form)
            return null;
        SnapshotFile file;
        try
        {
            file = new SnapshotFile(form, Utf8Text.WithoutMark(Load(form)), account);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or OutOfMemoryException)
        {
            gaps.Add(new Gap { Kind = GapKind.FileUnreadable, Account = account, What = form, File = form, Error = Describe(error) });
            return null;
        }

        var value = SnapshotJson.Read(file, read);
        file.Report(gaps);
        return value;
    }

    private string? FindForm(string path) =>
        File.Exists(Path.Combine(root, path)) ? path
        : File.Exists(Path.Combine(root, path + Compressed)) ? path + Compressed
        : null;

    private ReadOnlyMemory<byte> Load(string form)
    {
        using var stream = new FileStream(Path.Combine(root, form), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!form.EndsWith(Compressed, StringComparison.Ordinal))
            return LoadPlain(stream);
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        return LoadCompressed(unzipped, stream.Length);
    }

    /// <summary>As many bytes as the file has now; one that grows meanwhile, or never ends, is cut there.</summary>
    private static ReadOnlyMemory<byte> LoadPlain(FileStream stream)
    {
        if (stream.Length > Array.MaxLength)
            throw new InvalidDataException($"the file is larger than {Array.MaxLength} bytes; compress it or split the accounts");
        var bytes = new byte[stream.Length];
        return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    private static ReadOnlyMemory<byte> LoadCompressed(GZipStream stream, long compressedLength)
    {
        const int Limit = 1 << 30;
        var bytes = new byte[Math.Clamp(compressedLength * 8, 1 << 16, Limit)];
        var length = 0;
        while (true)
        {
            var count = stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            length += count;
            if (length < bytes.Length)
                return bytes.AsMemory(0, length);
            if (length == Limit)
                throw new InvalidDataException($"the file holds more than {Limit} bytes when decompressed");
            Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, Limit));
        }
    }

    private static string Describe(Exception error) => error switch
    {
        UnauthorizedAccessException => "no permission to read the file",
        InvalidDataException => Lower(error.Message),
        OutOfMemoryException => "the file does not fit into memory",
        _ => "the file cannot be read: " + error.GetType().Name,
    };

    private static string Lower(string message)
    {
        var text = message.TrimEnd('.', ' ');
        return text.Length == 0 ? "not a gzip file" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
