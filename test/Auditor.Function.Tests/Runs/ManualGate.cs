namespace Auditor.Function.Tests.Runs;

/// <summary>Holds an answer back until the test ends.</summary>
internal sealed class ManualGate : IDisposable
{
    private readonly TaskCompletionSource source = new();

    public Task Task => source.Task;

    public void Dispose() => source.TrySetResult();
}
