namespace Auditor.Pipeline.Collect.Account;

/// <summary>The path within an IAM ARN.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"/>.</remarks>
internal static class ArnPath
{
    /// <summary><c>/finops/</c> of <c>arn:aws:iam::111122223333:role/finops/reader</c>; <c>/</c> without a path.</summary>
    public static string Of(string arn)
    {
        var (first, last) = (arn.IndexOf('/', StringComparison.Ordinal), arn.LastIndexOf('/'));
        return first < 0 ? "/" : arn[first..(last + 1)];
    }
}
