namespace Auditor.CatalogCompiler;

/// <summary>
/// The versions of AWS managed policies, one a line: `version date`, then the patterns that came with `+` and those that went with `-`.
/// A policy begins with a line that is its ARN.
/// </summary>
internal static class PolicyVersionLines
{
    /// <summary>Policies of which only some patterns are known cannot be compared with a whole one.</summary>
    public static IEnumerable<string> Of(RawPolicyHistory history) => history.Policies.Values.Where(policy => !policy.Partial)
        .OrderBy(policy => policy.Arn, StringComparer.Ordinal)
        .SelectMany(policy => Lines(policy.Versions).Prepend(policy.Arn));

    private static IEnumerable<string> Lines(IReadOnlyList<RawPolicyVersion> versions) => versions.Select((version, index) => Line(version, index == 0 ? [] : versions[index - 1].Allow));

    private static string Line(RawPolicyVersion version, IReadOnlyList<string> before)
    {
        var came = version.Allow.Except(before, StringComparer.Ordinal).Select(pattern => "+" + pattern);
        var went = before.Except(version.Allow, StringComparer.Ordinal).Select(pattern => "-" + pattern);
        return string.Join(' ', [version.Version, version.Created.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), .. came.Order(StringComparer.Ordinal), .. went.Order(StringComparer.Ordinal)]);
    }
}
