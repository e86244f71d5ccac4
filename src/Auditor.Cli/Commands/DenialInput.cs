using System.IO.Compression;
using Auditor.Pipeline;
using Auditor.Pipeline.Explain;

namespace Auditor.Cli.Commands;

/// <summary>Reads what somebody has in hand of a denial: a text, a file or standard input.</summary>
internal static class DenialInput
{
    private const string StandardInput = "-";
    private const int Largest = 64 * 1024 * 1024;
    private static readonly byte[] GzipMagic = [0x1F, 0x8B];

    public static async Task<DenialReading> ReadAsync(string? message, string? file, CancellationToken cancellationToken)
    {
        var reading = message is not null and not StandardInput
            ? DenialReader.Read(message)
            : DenialReader.Read(await BytesAsync(file ?? StandardInput, cancellationToken).ConfigureAwait(false));
        return reading.Problem is { } problem ? throw new RunCannotGoOnException(problem) : reading;
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(string file, CancellationToken cancellationToken)
    {
        if (file != StandardInput && !File.Exists(file))
            throw new RunCannotGoOnException($"there is no file `{file}`; give a text with --message");
        var source = file == StandardInput ? Console.OpenStandardInput() : File.OpenRead(file);
        await using (source.ConfigureAwait(false))
        {
            var bytes = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
            return bytes.Span.StartsWith(GzipMagic) ? await UnpackAsync(file, bytes, cancellationToken).ConfigureAwait(false) : bytes;
        }
    }

    /// <summary>As CloudTrail puts its files into a bucket.</summary>
    private static async Task<ReadOnlyMemory<byte>> UnpackAsync(string file, ReadOnlyMemory<byte> packed, CancellationToken cancellationToken)
    {
        var stream = new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException)
            {
                throw new RunCannotGoOnException($"`{file}` is a damaged gzip file: download it again");
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream source, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Largest)
                throw new RunCannotGoOnException($"the input has more than {Largest} bytes: give the records of the denials only");
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
