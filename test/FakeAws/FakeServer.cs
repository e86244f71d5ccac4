using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auditor.Testing;

/// <summary>HTTP/1.1 on a loopback port of its own, for as long as the test lasts; what is answered is the test's business.</summary>
public sealed class FakeServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Task, bool> connections = new();
    private readonly Func<FakeRequest, CancellationToken, Task<FakeAnswer>> answer;
    private readonly Task accepting;

    /// <param name="answer">Called for every request; for several at the same time.</param>
    public FakeServer(Func<FakeRequest, CancellationToken, Task<FakeAnswer>> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>`127.0.0.1:port`.</summary>
    public string Host => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        Task.WaitAll([accepting, .. connections.Keys], TimeSpan.FromSeconds(5));
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
            {
                // Stopped: while it waited, or before it did (then the listener says that it was never started).
                return;
            }
            var connection = new FakeConnection(client, answer).ServeAsync(stop.Token);
            connections.TryAdd(connection, true);
            _ = connection.ContinueWith(done => connections.TryRemove(done, out _), TaskScheduler.Default);
        }
    }
}
