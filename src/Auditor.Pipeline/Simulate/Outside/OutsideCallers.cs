using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Conditions;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>
/// Finds whom outside the organization a trust policy may let in: those whom it names, and, where it names everyone, those whom its
/// conditions pick out. Each is then to be tried.
/// </summary>
internal sealed class OutsideCallers(PolicyDocument trust, OrganizationMembership membership, string partition)
{
    private const string SomeOrganization = "o-0000000000";
    private readonly Statement[] statements = [.. TrustPolicies.Statements(trust)];

    /// <summary>
    /// True if everybody whom the policy lets in without an external id that he was told is inside, or nobody can tell: most roles trust nobody but their
    /// own organization's accounts, and vendors with their id.
    /// </summary>
    public bool AreNone
    {
        get
        {
            foreach (var statement in statements)
            {
                if ((TrustPolicies.NamesEveryone(statement) || NamesOutsider(statement)) && !AsksForToldId(statement))
                    return false;
            }

            return true;
        }
    }

    private bool NamesEveryone => statements.Any(TrustPolicies.NamesEveryone);

    /// <summary>The callers to try.</summary>
    /// <param name="isOrganizationAsked">False if nothing hangs on the organization that somebody belongs to.</param>
    public IEnumerable<OutsideCaller> Find(bool isOrganizationAsked)
    {
        var namesEveryone = NamesEveryone;
        var entries = statements.Where(statement => !statement.Principal!.IsNotPrincipal).SelectMany(statement => statement.Principal!.Entries).ToArray();
        var accounts = entries.Select(entry => entry.Account).OfType<string>()
            .Concat(namesEveryone ? AccountsOfConditions() : [])
            .Distinct(StringComparer.Ordinal)
            .Where(account => membership.IsOutside(account) == true);
        var single = entries.Where(entry => entry is { Account: null, OwnerAccount: { } owner } && membership.IsOutside(owner) == true)
            .Select(entry => new OutsideCaller(entry.OwnerAccount!, entry.Value, entry.OwnerAccount!));
        var members = accounts.SelectMany(account => Arns(account).Select(arn => new OutsideCaller(account, arn, account))).Concat(single).SelectMany(caller => InSomeOrganization(caller, isOrganizationAsked));
        var everyone = namesEveryone
            ? Arns(OutsideCaller.NobodysAccount).Select(arn => new OutsideCaller(OutsideCaller.Everyone, arn, OutsideCaller.NobodysAccount))
                .SelectMany(caller => InSomeOrganization(caller, isOrganizationAsked).Concat(InForeignOrganizations(caller)))
            : [];
        return everyone.Concat(members);
    }

    private bool NamesOutsider(Statement statement)
    {
        foreach (var entry in statement.Principal!.Entries)
        {
            if (entry.OwnerAccount is { } owner && membership.IsOutside(owner) == true)
                return true;
        }

        return false;
    }

    /// <summary>True if the statement matches no request without one of the external ids that it spells out.</summary>
    private static bool AsksForToldId(Statement statement)
    {
        foreach (var clause in statement.Conditions)
        {
            if (clause.Key.Equals(ExternalIdContext.Key, StringComparison.OrdinalIgnoreCase)
                && clause.Operator is { Family: OperatorFamily.StringEquals, IsNegated: false, IfExists: false, Qualifier: SetQualifier.None }
                && !clause.Values.Any(static value => value == AssumingCaller.MadeUpId || value.Contains("${", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    /// <summary>A role of any name, and those that conditions on aws:PrincipalArn describe.</summary>
    private IEnumerable<string> Arns(string account) => Values("aws:PrincipalArn")
        .Select(pattern => ArnOf(pattern, account)).OfType<string>()
        .Prepend(ResourceCatalogue.Instance($"arn:{partition}:iam::{account}:role/*"))
        .Distinct(StringComparer.Ordinal);

    private string? ArnOf(string pattern, string account)
    {
        if (!Arn.TryParse(pattern, out var arn))
            return null;
        var fits = arn.Account == account || arn.Account.AsSpan().ContainsAny('*', '?');
        return fits ? $"arn:{partition}:iam::{account}:{ResourceCatalogue.Instance(arn.Resource)}" : null;
    }

    private IEnumerable<string> AccountsOfConditions() => Values("aws:PrincipalAccount")
        .Concat(Values("aws:PrincipalArn").Select(pattern => Arn.TryParse(pattern, out var arn) ? arn.Account : ""))
        .Where(text => new PrincipalEntry(PrincipalEntry.Aws, text).Account == text);

    /// <summary>An account belongs to no organization, or to one that nobody named.</summary>
    private static IEnumerable<OutsideCaller> InSomeOrganization(OutsideCaller caller, bool isOrganizationAsked) => !isOrganizationAsked ? [caller] :
    [
        caller,
        caller with { OrganizationId = ContextValue.Of(SomeOrganization), OrganizationPaths = ContextValue.Many([$"{SomeOrganization}/r-0000/ou-0000-00000000/"]) },
    ];

    /// <summary>Another organization that a condition lets in.</summary>
    private IEnumerable<OutsideCaller> InForeignOrganizations(OutsideCaller caller)
    {
        var paths = Values("aws:PrincipalOrgPaths").Where(path => path.Contains('/', StringComparison.Ordinal)).ToArray();
        var ids = Values("aws:PrincipalOrgID").Concat(paths.Select(path => path.Split('/')[0])).Distinct(StringComparer.Ordinal);
        foreach (var id in ids.Where(id => membership.IsForeign(id)))
        {
            ImmutableArray<string> places = [.. paths.Where(path => path.StartsWith(id + "/", StringComparison.Ordinal)).Select(ResourceCatalogue.Instance).DefaultIfEmpty(id + "/")];
            foreach (var place in places)
                yield return caller with { Name = id, OrganizationId = ContextValue.Of(id), OrganizationPaths = ContextValue.Many([place]) };
        }
    }

    private IEnumerable<string> Values(string key) => statements
        .SelectMany(statement => statement.Conditions)
        .Where(clause => clause.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        .SelectMany(clause => clause.Values);
}
