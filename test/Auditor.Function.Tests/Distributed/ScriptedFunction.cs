using System.Collections.Concurrent;
using System.Text.Json;

namespace Auditor.Function.Tests.Distributed;

/// <summary>A function that answers a state machine as planned and remembers what it was asked.</summary>
/// <param name="answer">The answer to a payload, by how often the very same one has come before.</param>
internal sealed class ScriptedFunction(Func<JsonElement, int, FunctionAnswer> answer)
{
    /// <summary>Long enough for calls that come at the same time to meet.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, int> times = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> asked = new();
    private int running;
    private int mostAtOnce;

    /// <summary>Every payload, in the order of arrival.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>The most calls that ran at the same time.</summary>
    public int MostAtOnce => mostAtOnce;

    /// <summary>How often a payload came.</summary>
    public int Count(string payload) => times.GetValueOrDefault(payload);

    public async Task<FunctionAnswer> AnswerAsync(JsonElement payload)
    {
        var text = JsonSerializer.Serialize(payload, JsonSerializerOptions.Default);
        asked.Enqueue(text);
        var before = times.AddOrUpdate(text, 1, (_, count) => count + 1) - 1;
        var now = Interlocked.Increment(ref running);
        for (var most = mostAtOnce; now > most; most = mostAtOnce)
            Interlocked.CompareExchange(ref mostAtOnce, now, most);
        await Task.Delay(Work);
        Interlocked.Decrement(ref running);
        return answer(payload, before);
    }
}
