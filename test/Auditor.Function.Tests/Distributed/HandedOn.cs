using System.Net.Http.Headers;
using Auditor.Testing;

namespace Auditor.Function.Tests.Distributed;

/// <summary>A call that another server answers; what it answers comes back byte for byte.</summary>
internal static class HandedOn
{
    /// <summary>What belongs to one connection, or to the form of a body that has been read since.</summary>
    private static readonly HashSet<string> NotToHandOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Expect", "Host", "Server", "Transfer-Encoding", "X-Amz-Decoded-Content-Length",
        "X-Amz-Trailer",
    };

    public static async Task<FakeAnswer> AnswerAsync(HttpClient http, string endpoint, FakeRequest request, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), endpoint + request.Path + request.Query)
        { Content = new ByteArrayContent(request.Body) };
        foreach (var (name, value) in request.Headers.Where(header => !NotToHandOn.Contains(header.Key)))
            message.Headers.TryAddWithoutValidation(name, value);
        if (request.Headers.TryGetValue("Content-Type", out var type))
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await http.SendAsync(message, stop);
        var bytes = await answer.Content.ReadAsByteArrayAsync(stop);
        var result = FakeAnswer.Raw((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "application/octet-stream", bytes);
        return Headers(answer.Headers).Concat(Headers(answer.Content.Headers))
            .Aggregate(result, (so, header) => so.With(header.Name, header.Value));
    }

    private static IEnumerable<(string Name, string Value)> Headers(HttpHeaders headers) =>
        headers.Where(header => !NotToHandOn.Contains(header.Key)).Select(header => (header.Key, string.Join(", ", header.Value)));
}
