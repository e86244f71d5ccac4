namespace Auditor.Pipeline.Tests.Publish;

/// <summary>A clock on which waiting takes no time, and which stands still otherwise.</summary>
internal sealed class SkippingTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public TimeSpan Waited { get; set; }

    public override DateTimeOffset GetUtcNow() => Start + Waited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waited += dueTime;
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
