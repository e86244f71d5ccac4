using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Reads the <c>resources</c> of an assignment: by resource type exactly the ARNs it is confined to.</summary>
internal sealed class ResourcesReader(ConfigurationErrors errors)
{
    /// <summary>The account in whose name AWS publishes the pricing plans that it manages.</summary>
    private const string AwsAccount = "aws";

    private readonly ValueReader values = new(errors);

    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Read(ConfigurationNode? node)
    {
        if (node is null || MemberSet.Of(node, MemberNames.Resources, errors) is not { } members)
            return null;
        var resources = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var type in MemberNames.Resources)
        {
            if (members[type] is { } list)
                resources.Add(type, ReadArns(list, type));
        }

        return resources.Count == 0 ? null : resources.ToImmutable();
    }

    private ImmutableArray<string> ReadArns(ConfigurationNode node, string type)
    {
        if (node is { IsList: true, Children: [] })
            errors.Expected(node, $"at least one ARN, or no member `{type}` where all are meant");
        var expected = $"the ARN of one {type} without wildcards, such as `arn:aws:billingconductor::111122223333:{type}/abcd1234ef`";
        return
        [
            .. values.Entries(node, "a list of ARNs")
                .Select(entry => values.Text(entry, expected, text => IsArnOf(text, type)))
                .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsArnOf(string text, string type) =>
        Arn.TryParse(text, out var arn)
        && arn.Partition.StartsWith("aws", StringComparison.Ordinal) && IsPlain(arn.Partition)
        && string.Equals(arn.Service, ServiceCatalog.BillingConductor, StringComparison.Ordinal)
        && arn.Region.Length == 0
        && (AccountNumber.IsValid(arn.Account) || IsManagedByAws(arn, type))
        && arn.Resource.StartsWith(type + "/", StringComparison.Ordinal)
        && arn.Resource.Length > type.Length + 1
        && IsPlain(arn.Resource.AsSpan(type.Length + 1));

    private static bool IsManagedByAws(Arn arn, string type) =>
        string.Equals(arn.Account, AwsAccount, StringComparison.Ordinal) && string.Equals(type, "pricingplan", StringComparison.Ordinal);

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                return false;
        }

        return true;
    }
}
