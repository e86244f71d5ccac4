using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>That a document allows what an older version of an AWS managed policy allowed, but for two patterns at most.</summary>
/// <param name="Original">The AWS managed policy.</param>
/// <param name="Version">The older version.</param>
/// <param name="More">Patterns that the document has beside those of the version, in ordinal order.</param>
/// <param name="Less">Patterns of the version that the document lacks, in ordinal order.</param>
public sealed record ManagedPolicyCopy(ManagedPolicyHistory Original, ManagedPolicyVersion Version, ImmutableArray<string> More, ImmutableArray<string> Less)
{
    private const int MostDifferent = 2;

    // Also those that are like today's: one in between was another.
    private static readonly Lazy<ImmutableArray<(ManagedPolicyHistory Policy, ManagedPolicyVersion Version)>> Older = new(() =>
    [
        .. from policy in ManagedPolicyHistory.All
           from version in policy.Versions
           where version != policy.Newest
           select (policy, version),
    ]);

    /// <summary>The nearest older version, of equally near ones the newest; null if none is near, or if the policy allows no more today.</summary>
    /// <param name="document">A readable document whose Allow statements all list actions.</param>
    internal static ManagedPolicyCopy? Of(PolicyDocument document)
    {
        if (HasManyOfItsOwn(document))
            return null;
        var patterns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in document.Statements)
        {
            if (statement.Effect == Effect.Allow)
                patterns.UnionWith(statement.Actions.Select(pattern => pattern.Text.ToLowerInvariant()));
        }

        var copies = new List<ManagedPolicyCopy>();
        foreach (var (policy, version) in Older.Value)
        {
            if (Math.Abs(version.Patterns.Count - patterns.Count) <= MostDifferent && Compare(policy, version, patterns) is { } copy)
                copies.Add(copy);
        }

        return copies.OrderBy(copy => copy.More.Length + copy.Less.Length).ThenByDescending(copy => copy.Version.Created).ThenBy(copy => copy.Original.Arn, StringComparer.Ordinal)
            .FirstOrDefault(copy => Count(patterns) < Count(copy.Original.Newest.Patterns));
    }

    /// <summary>True if more patterns of the document than copies differ in stand in no older version: so it is with most, and costs less to find out.</summary>
    private static bool HasManyOfItsOwn(PolicyDocument document)
    {
        var own = new List<string>(MostDifferent);
        foreach (var statement in document.Statements)
        {
            foreach (var pattern in statement.Effect == Effect.Allow ? statement.Actions : [])
            {
                if (ManagedPolicyHistory.OlderPatterns.Contains(pattern.Text) || own.Contains(pattern.Text, StringComparer.OrdinalIgnoreCase))
                    continue;
                if (own.Count == MostDifferent)
                    return true;
                own.Add(pattern.Text);
            }
        }

        return false;
    }

    /// <summary>Two that share less than they differ in are no copies of each other, however few patterns they have.</summary>
    private static ManagedPolicyCopy? Compare(ManagedPolicyHistory policy, ManagedPolicyVersion version, HashSet<string> patterns)
    {
        ImmutableArray<string> more = [.. patterns.Where(pattern => !version.Patterns.Contains(pattern)).Take(MostDifferent + 1).Order(StringComparer.Ordinal)];
        ImmutableArray<string> less = [.. version.Patterns.Where(pattern => !patterns.Contains(pattern)).Take(MostDifferent + 1).Order(StringComparer.Ordinal)];
        var different = more.Length + less.Length;
        return different <= MostDifferent && patterns.Count - more.Length > different ? new ManagedPolicyCopy(policy, version, more, less) : null;
    }

    private static int Count(IEnumerable<string> patterns) => patterns.SelectMany(ActionNames.Matching).Distinct(StringComparer.Ordinal).Count();
}
