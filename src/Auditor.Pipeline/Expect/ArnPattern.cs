using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Matching;

namespace Auditor.Pipeline.Expect;

/// <summary>A pattern for the ARNs of principals. It matches the whole ARN the way <c>ArnLike</c> does.</summary>
/// <remarks>
/// Six parts, each matched on its own, case-sensitive: <c>*</c> crosses slashes, and colons only in the last part.
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN"/>.
/// </remarks>
public sealed class ArnPattern
{
    private readonly ImmutableArray<Glob> parts;

    private ArnPattern(string text, Arn arn)
    {
        Text = text;
        HasAccountWildcard = HasWildcard(arn.Account);
        parts = HasWildcard(text) ? [.. text.Split(':', Arn.PartCount).Select(Glob.Parse)] : [];
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether the account part has a wildcard, so that the pattern names no account in particular.</summary>
    public bool HasAccountWildcard { get; }

    /// <summary>
    /// Reads a pattern; false if it has fewer than six parts, another start than <c>arn:</c>, or an account that is neither twelve
    /// digits nor a pattern.
    /// </summary>
    public static bool TryParse(string? text, out ArnPattern? pattern)
    {
        pattern = Arn.TryParse(text, out var arn) && (HasWildcard(arn.Account) || AccountNumber.IsValid(arn.Account))
            ? new ArnPattern(text!, arn)
            : null;
        return pattern is not null;
    }

    /// <summary>Whether the principal's ARN matches.</summary>
    public bool Matches(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        if (parts.IsEmpty)
            return string.Equals(Text, arn, StringComparison.Ordinal);
        var rest = arn.AsSpan();
        foreach (var part in parts.AsSpan()[..^1])
        {
            var colon = rest.IndexOf(':');
            if (colon < 0 || !part.Matches(rest[..colon]))
                return false;
            rest = rest[(colon + 1)..];
        }

        return parts[^1].Matches(rest);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');
}
