using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Auditor.Testing;

/// <summary>HTTP/1.1 over one connection, as much of it as AWS's clients use.</summary>
internal sealed class FakeConnection(TcpClient client, Func<FakeRequest, CancellationToken, Task<FakeAnswer>> answer)
{
    public async Task ServeAsync(CancellationToken stop)
    {
        using (client)
        {
            // Without this every small answer waits 40 ms for the client's acknowledgement.
            client.NoDelay = true;
            try
            {
                var stream = new BufferedStream(client.GetStream());
                while (await ReadAsync(stream, stop) is { } request)
                {
                    if (!await WriteAsync(client.GetStream(), request, await answer(request, stop), stop))
                        return;
                }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    /// <summary>The next request, or null when the client has closed the connection.</summary>
    private async Task<FakeRequest?> ReadAsync(Stream stream, CancellationToken stop)
    {
        if (await LineAsync(stream, stop) is not { Length: > 0 } start)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(stream, stop) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        if (headers.ContainsKey("Expect"))
            await client.GetStream().WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), stop);
        var body = headers.GetValueOrDefault("Transfer-Encoding", "").Contains("chunked", StringComparison.OrdinalIgnoreCase)
            ? await ChunksAsync(stream, stop)
            : await BytesAsync(stream, int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture), stop);
        // S3 wraps a body that it signs piece by piece.
        if (headers.GetValueOrDefault("Content-Encoding", "").Contains("aws-chunked", StringComparison.Ordinal))
            body = await ChunksAsync(new MemoryStream(body), stop);
        var target = start.Split(' ')[1];
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? new FakeRequest(start.Split(' ')[0], target, "", headers, body)
            : new FakeRequest(start.Split(' ')[0], target[..question], target[question..], headers, body);
    }

    /// <returns>Whether the connection stays open.</returns>
    private static async Task<bool> WriteAsync(NetworkStream stream, FakeRequest request, FakeAnswer answer, CancellationToken stop)
    {
        await answer.Gate.WaitAsync(stop);
        if (answer is { Cut: true, CutAfterBytes: 0 })
            return false;
        var body = answer.Body(request);
        await stream.WriteAsync(Head(answer, body.Length), stop);
        var end = answer.Cut ? Math.Min(answer.CutAfterBytes, body.Length - 1) : body.Length;
        var piece = answer.PieceBytes > 0 ? answer.PieceBytes : Math.Max(end, 1);
        for (var at = 0; at < end; at += piece)
        {
            await stream.WriteAsync(body.AsMemory(at, Math.Min(piece, end - at)), stop);
            if (answer.Pause > TimeSpan.Zero)
                await Task.Delay(answer.Pause, stop);
        }
        return !answer.Cut;
    }

    private static byte[] Head(FakeAnswer answer, int length)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Fake\r\nContent-Length: {length}\r\n");
        if (!answer.Headers.ContainsKey("x-amzn-RequestId"))
            head.Append(CultureInfo.InvariantCulture, $"x-amzn-RequestId: {FakeAnswer.RequestId}\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private static async Task<byte[]> ChunksAsync(Stream stream, CancellationToken stop)
    {
        var body = new MemoryStream();
        while (await LineAsync(stream, stop) is { Length: > 0 } size)
        {
            var length = int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                break;
            body.Write(await BytesAsync(stream, length, stop));
            await LineAsync(stream, stop);
        }
        // Trailers, up to the empty line.
        while (await LineAsync(stream, stop) is { Length: > 0 })
        {
        }
        return body.ToArray();
    }

    private static async Task<byte[]> BytesAsync(Stream stream, int length, CancellationToken stop)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private static async Task<string?> LineAsync(Stream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
        return line.Length > 0 ? line.ToString() : null;
    }
}
