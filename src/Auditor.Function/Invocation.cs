using Amazon.Lambda.Core;

namespace Auditor.Function;

/// <summary>What Lambda says about an invocation, as far as it matters here.</summary>
/// <param name="RequestId">Its id; a retry of the same event has the same.</param>
/// <param name="FunctionArn">The function as it was invoked, with its alias or version.</param>
/// <param name="TraceId">The trace it belongs to, or null.</param>
/// <param name="Deadline">When Lambda ends it.</param>
internal sealed record Invocation(string RequestId, string FunctionArn, string? TraceId, DateTimeOffset Deadline)
{
    /// <summary>How long there is to work. A margin that is longer than that is halved away: an invocation without any time for work would go on for ever.</summary>
    public TimeSpan TimeForWork(TimeProvider clock, TimeSpan margin)
    {
        var time = Deadline - clock.GetUtcNow();
        if (time <= TimeSpan.Zero)
            return TimeSpan.Zero;
        return margin < time / 2 ? time - margin : time / 2;
    }

    public static Invocation Of(ILambdaContext context, TimeProvider clock) => new(
        context.AwsRequestId,
        context.InvokedFunctionArn,
        Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
        clock.GetUtcNow() + context.RemainingTime);
}
