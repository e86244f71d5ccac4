using System.Collections.Immutable;
using System.Text;

namespace Auditor.Engine.Catalog;

/// <summary>A kind of resource that actions of a service name.</summary>
/// <param name="Type">The name within the service, e.g. `billinggroup`.</param>
/// <param name="ArnPatterns">
/// The forms of its ARN with placeholders such as `${Account}`. The second one of `pricingplan` has the literal account
/// `aws`: the plans that AWS manages.
/// </param>
/// <param name="ConditionKeys">The condition keys that a request on such a resource carries.</param>
public sealed record CatalogResourceType(string Type, ImmutableArray<string> ArnPatterns, ImmutableArray<string> ConditionKeys)
{
    private const int ArnParts = 6;

    /// <summary>
    /// The first ARN pattern with its placeholders filled in; every placeholder that names neither partition, Region nor
    /// account takes <paramref name="id"/>. A pattern without Region ignores <paramref name="region"/>.
    /// </summary>
    public string ArnOf(string partition, string region, string account, string id)
    {
        var pattern = ArnPatterns[0].AsSpan();
        var arn = new StringBuilder(pattern.Length);
        for (var open = pattern.IndexOf("${"); open >= 0; open = pattern.IndexOf("${"))
        {
            var close = pattern.IndexOf('}');
            arn.Append(pattern[..open]).Append(pattern[(open + 2)..close] switch
            {
                "Partition" => partition,
                "Region" => region,
                "Account" or "ManagementAccountId" => account,
                _ => id,
            });
            pattern = pattern[(close + 1)..];
        }

        return arn.Append(pattern).ToString();
    }

    /// <summary>Whether an ARN can be one of this type: service and resource part begin as those of one of its patterns do.</summary>
    public bool Fits(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        Span<Range> parts = stackalloc Range[ArnParts];
        var text = arn.AsSpan();
        if (text.Split(parts, ':') < ArnParts)
            return false;
        foreach (var pattern in ArnPatterns)
        {
            if (Begins(pattern, text[parts[2]], text[parts[5]]))
                return true;
        }

        return false;
    }

    private static bool Begins(ReadOnlySpan<char> pattern, ReadOnlySpan<char> service, ReadOnlySpan<char> resource)
    {
        Span<Range> parts = stackalloc Range[ArnParts];
        if (pattern.Split(parts, ':') < ArnParts || !pattern[parts[2]].Equals(service, StringComparison.OrdinalIgnoreCase))
            return false;
        var beginning = pattern[parts[5]];
        var placeholder = beginning.IndexOf("${");
        return resource.StartsWith(placeholder < 0 ? beginning : beginning[..placeholder]);
    }
}
