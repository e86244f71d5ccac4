namespace Auditor.Function.Answers;

/// <summary>How much a function may answer.</summary>
internal static class PayloadLimit
{
    /// <summary>A little under the 6 MB of a synchronous answer.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"/>.</remarks>
    public const int Bytes = 6_000_000;
}
