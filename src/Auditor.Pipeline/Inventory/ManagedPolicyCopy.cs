using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
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

    /// <summary>The nearest older version, of equally near ones the newest; null if none is near, or if the policy allows no more today.</summary>
    public static ManagedPolicyCopy? Of(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.IsUnreadable || !IsAboutBilling(document)
            ? null
            : Nearest(Allows(document).SelectMany(statement => statement.Actions).Select(pattern => pattern.Text.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<Statement> Allows(PolicyDocument document) => document.Statements.Where(statement => statement.Effect == Effect.Allow);

    /// <summary>Most documents say nothing of the services that these policies are about. What everything but something covers is no list of patterns.</summary>
    private static bool IsAboutBilling(PolicyDocument document)
    {
        var isAboutBilling = false;
        foreach (var statement in document.Statements)
        {
            if (statement.Effect != Effect.Allow)
                continue;
            if (statement.IsNotAction)
                return false;
            foreach (var pattern in statement.Actions)
                isAboutBilling = isAboutBilling || IsOfBilling(pattern);
        }

        return isAboutBilling;
    }

    private static bool IsOfBilling(ActionPattern pattern) =>
        pattern.WrittenPrefix is { Length: > 0 } prefix && prefix.Length < pattern.Text.Length && PrefixFacts.Of(prefix).IsDetailed;

    private static ManagedPolicyCopy? Nearest(HashSet<string> patterns)
    {
        var copies =
            from policy in ManagedPolicyHistory.All
            from version in policy.Versions
            where Math.Abs(version.Patterns.Count - patterns.Count) <= MostDifferent && !version.Patterns.SetEquals(policy.Newest.Patterns)
            let copy = Compare(policy, version, patterns)
            where copy is not null
            orderby copy.More.Length + copy.Less.Length, version.Created descending, policy.Arn
            select copy;
        return copies.FirstOrDefault(copy => Count(patterns) < Count(copy.Original.Newest.Patterns));
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
