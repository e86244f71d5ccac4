using System.Collections.Concurrent;
using System.Text.Json;
using Auditor.Testing;

namespace Auditor.Function.Tests.Distributed;

/// <summary>Several instances of the native function, as Lambda runs them beside each other: an invocation gets one that is free, with a disk of its own.</summary>
internal sealed class FunctionPool : IDisposable
{
    private readonly ConcurrentBag<LambdaEmulator> free = [];
    private readonly ConcurrentDictionary<string, LambdaEmulator> working = new(StringComparer.Ordinal);
    private readonly List<LambdaEmulator> all = [];
    private readonly SemaphoreSlim room;
    private readonly DirectoryInfo disks = Directory.CreateTempSubdirectory("lambda-disks-");

    /// <param name="size">How many instances.</param>
    /// <param name="program">The function's binary.</param>
    /// <param name="environment">Their environment.</param>
    public FunctionPool(int size, string program, IReadOnlyDictionary<string, string> environment)
    {
        room = new SemaphoreSlim(size);
        for (var i = 0; i < size; i++)
        {
            var lambda = new LambdaEmulator();
            var disk = disks.CreateSubdirectory($"{i}").FullName;
            lambda.StartProcess(program, new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["TMPDIR"] = disk });
            all.Add(lambda);
            free.Add(lambda);
        }
    }

    /// <summary>Every ended invocation.</summary>
    public IEnumerable<InvocationResult> Results => all.SelectMany(lambda => lambda.Results);

    /// <summary>Everything that the instances have printed.</summary>
    public IEnumerable<string> Output => all.SelectMany(lambda => lambda.Output);

    /// <summary>Invokes the function.</summary>
    public async Task<InvocationResult> InvokeAsync(string payload)
    {
        await room.WaitAsync();
        Assert.True(free.TryTake(out var lambda));
        working[payload] = lambda;
        try
        {
            return await lambda.InvokeAsync(payload);
        }
        finally
        {
            working.TryRemove(payload, out _);
            free.Add(lambda);
            room.Release();
        }
    }

    /// <summary>The function as a state machine invokes it.</summary>
    public async Task<FunctionAnswer> AnswerAsync(JsonElement payload) => FunctionAnswer.Of(await InvokeAsync(payload.GetRawText()));

    /// <summary>Kills the instance that works on the payload which contains a text.</summary>
    public void KillWorkerOn(string text)
    {
        var (_, lambda) = Assert.Single(working, pair => pair.Key.Contains(text, StringComparison.Ordinal));
        lambda.Process!.Kill();
    }

    public void Dispose()
    {
        foreach (var lambda in all)
            lambda.Dispose();
        room.Dispose();
        disks.Delete(recursive: true);
    }
}
