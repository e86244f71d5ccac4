using System.Buffers;
using System.IO.Compression;

namespace Auditor.Pipeline.Collect;

/// <summary>Takes a file, plain or compressed, into an array of a pool: accounts have large files, one after the other.</summary>
internal sealed class FileBuffer(ArrayPool<byte> pool)
{
    private const int Smallest = 4_096;
    private int length;

    /// <summary>The array, which whoever reads the content gives back.</summary>
    public byte[] Array { get; private set; } = [];

    public ReadOnlyMemory<byte> Content => Array.AsMemory(0, length);

    /// <summary>Reads the file; the reason if it is too large.</summary>
    public string? Fill(string path, int largestDecompressed)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var stream = new GZipStream(file, CompressionMode.Decompress);
            return Fill(stream, file.Length, largestDecompressed) ? null : $"the file has more than {largestDecompressed} bytes when decompressed";
        }

        // What has no end that can be told, such as a pipe, is read until it ends.
        var expected = file.CanSeek ? file.Length : 0;
        return expected <= System.Array.MaxLength && Fill(file, expected, System.Array.MaxLength)
            ? null
            : $"the file has more than {System.Array.MaxLength} bytes; compress it, or split the account";
    }

    /// <summary>Gives the array back at once.</summary>
    public FileBytes Drop(FileBytes failure)
    {
        if (Array.Length > 0)
            pool.Return(Array);
        return failure;
    }

    /// <summary>Reads to the stream's end; false if it has more bytes than may be.</summary>
    private bool Fill(Stream stream, long expected, int largest)
    {
        // One more than is expected: the end is found without a larger array.
        Array = pool.Rent((int)Math.Min(largest, Math.Max(Smallest, expected + 1)));
        while (true)
        {
            if (length >= largest)
                return length == largest && stream.ReadByte() < 0;
            if (length == Array.Length)
                Grow(largest);
            var read = stream.Read(Array, length, Math.Min(Array.Length, largest) - length);
            if (read == 0)
                return true;
            length += read;
        }
    }

    private void Grow(int largest)
    {
        var larger = pool.Rent((int)Math.Min(largest, 2L * length));
        Content.Span.CopyTo(larger);
        pool.Return(Array);
        Array = larger;
    }
}
