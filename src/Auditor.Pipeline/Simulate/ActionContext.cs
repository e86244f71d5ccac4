using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Simulate;

/// <summary>What is known of the action, whoever calls it.</summary>
internal sealed record ActionContext(string FullName, string? Region, CatalogAction? Row, ImmutableDictionary<string, string> Fixed)
{
    /// <summary>Services of which every request goes to us-east-1 in the partition aws.</summary>
    private static readonly HashSet<string> GlobalServices = new(StringComparer.OrdinalIgnoreCase)
    {
        "billingconductor", "billing", "budgets", "ce", "cur", "consolidatedbilling", "account", "invoicing", "payments", "tax", "freetier",
        "organizations", "iam",
    };

    private const int MostRemembered = 4_096;

    // Of catalogued actions without fixed keys: the same few hundred are asked about of every principal.
    private static readonly ConcurrentDictionary<(string FullName, string Partition), ActionContext> Known = new();

    public static ActionContext Of(string fullName, string partition, ImmutableDictionary<string, string> fixedKeys)
    {
        if (fixedKeys.IsEmpty && Known.TryGetValue((fullName, partition), out var known))
            return known;
        var made = Make(fullName, partition, fixedKeys);
        if (fixedKeys.IsEmpty && made.Row?.FullName == fullName && Known.Count < MostRemembered)
            Known[(fullName, partition)] = made;
        return made;
    }

    private static ActionContext Make(string fullName, string partition, ImmutableDictionary<string, string> fixedKeys)
    {
        var prefix = fullName[..fullName.IndexOf(':', StringComparison.Ordinal)];
        var isGlobal = partition == "aws" && (GlobalServices.Contains(prefix) || prefix.StartsWith("bcm-", StringComparison.OrdinalIgnoreCase));
        return new ActionContext(fullName, isGlobal ? "us-east-1" : null, ServiceCatalog.Default.FindAction(fullName), fixedKeys);
    }

    /// <summary>True for the actions of IAM and STS, which are about roles and users.</summary>
    public bool IsAboutIdentities => FullName.StartsWith("iam:", StringComparison.OrdinalIgnoreCase) || FullName.StartsWith("sts:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key can be in the request at all. Of an action without a row, a key of its own service or a tag key may be.</summary>
    public bool Carries(string key)
    {
        if (Row is not null)
            return Row.CarriesKey(key);
        return key.StartsWith("aws:", StringComparison.Ordinal)
            || key.StartsWith(FullName[..(FullName.IndexOf(':', StringComparison.Ordinal) + 1)], StringComparison.OrdinalIgnoreCase);
    }
}
