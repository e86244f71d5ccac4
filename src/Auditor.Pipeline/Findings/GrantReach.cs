using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Findings;

/// <summary>Whether the Resource element of a statement can ever fit an action: a question about patterns, not about one request.</summary>
internal sealed class GrantReach(string partition, string account, string? payer)
{
    private const string AwsOwned = "aws";

    // Twelve characters, as every account id has: no account at all, or a word, is nobody's.
    private const string AnyAccount = "????????????";
    private readonly Dictionary<string, ImmutableArray<Glob>> shapes = new(StringComparer.Ordinal);

    /// <summary>Whose policies it is about.</summary>
    public string Account => account;

    /// <summary>What the Resource elements of policies can cover, account after account. Not for several threads at once.</summary>
    public static Func<string, GrantReach> InTurn(AuditFacts facts)
    {
        GrantReach? last = null;
        return account => last?.Account == account ? last : last = new GrantReach(facts.Partition, account, facts.Payer);
    }

    /// <summary>True if some resource on which the action is authorized, of some type, can be covered.</summary>
    public bool CanGrant(Statement statement, CatalogAction action) => action.IsWildcardOnly
        ? CoversStar(statement)
        : action.AuthorizedTypes.Any(type => CoversType(statement, type));

    private static bool CoversStar(Statement statement)
    {
        var named = statement.Resources.Any(IsStar);
        return statement.IsNotResource ? !named : named;
    }

    private static bool IsStar(ResourcePattern pattern) => pattern.Text.Length > 0 && pattern.Text.All(character => character == '*');

    private bool CoversType(Statement statement, string type)
    {
        // NotResource leaves something over unless it names everything.
        if (statement.IsNotResource)
            return !statement.Resources.Any(pattern => pattern.MatchesEverything);
        return statement.Resources.Any(pattern => ShapesOf(type).Any(pattern.CouldMatch));
    }

    private ImmutableArray<Glob> ShapesOf(string type)
    {
        if (shapes.TryGetValue(type, out var known))
            return known;
        // Billing Conductor's ARNs have no Region. With an unknown payer any account may be it. No part of them has a colon, or a pattern could
        // pass for a type that stands in the middle of another's id. Today AWS itself owns pricing plans only.
        IEnumerable<string> owners = [payer ?? AnyAccount, account, AwsOwned];
        return shapes[type] = [.. owners.Distinct(StringComparer.Ordinal).Select(owner => Glob.ParseInSegments($"arn:{partition}:billingconductor::{owner}:{type}/*"))];
    }
}
