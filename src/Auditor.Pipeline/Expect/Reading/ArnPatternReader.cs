using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads lists of patterns for the ARNs of principals.</summary>
internal sealed class ArnPatternReader(ConfigurationErrors errors)
{
    private const string Expected = "a pattern for the ARN of a role or user, such as `arn:aws:iam::*:role/finops/*`";

    private readonly ValueReader values = new(errors);

    public ImmutableArray<ArnPattern> Read(ConfigurationNode? node)
    {
        var patterns = ImmutableArray.CreateBuilder<ArnPattern>();
        foreach (var entry in values.Entries(node, "a list of patterns for the ARNs of roles and users"))
        {
            if (values.Text(entry, Expected) is not { } text)
                continue;
            if (ArnPattern.TryParse(text, out var pattern))
                patterns.Add(pattern!);
            else
                errors.Add(entry, Problem(text));
        }

        return patterns.ToImmutable();
    }

    private static string Problem(string text)
    {
        var parts = text.Split(':');
        var start = parts.Length >= 6 && string.Equals(parts[0], "arn", StringComparison.Ordinal)
            ? $"expected an account id of twelve digits, or a wildcard, found {ConfigurationNode.Quote(parts[4])} in"
            : $"expected {Expected}, found";
        return $"{start} {ConfigurationNode.Quote(text)}";
    }
}
