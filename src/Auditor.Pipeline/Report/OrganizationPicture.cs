using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Report;

/// <summary>The organization as a report shows it: a tree of units with counts, and the policies where they are attached.</summary>
/// <param name="Id">Its id; null if the file does not say.</param>
/// <param name="Units">The roots, then the units: each with the accounts that stand directly in it.</param>
/// <param name="Policies">Service and resource control policies in ordinal order of their ids.</param>
/// <param name="Accounts">Every account by its id.</param>
public sealed record OrganizationPicture(
    string? Id,
    ImmutableArray<OrganizationUnitPicture> Units,
    ImmutableArray<OrganizationPolicyPicture> Policies,
    ImmutableSortedDictionary<string, OrganizationAccount> Accounts)
{
    /// <summary>The accounts to which a policy that somebody wrote is attached directly, in ordinal order.</summary>
    public ImmutableArray<string> AccountsWithPolicies() =>
        [.. Policies.SelectMany(policy => policy.Bindings).Select(binding => binding.Target).Where(Accounts.ContainsKey).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal static OrganizationPicture? Of(AuditFacts facts)
    {
        if (facts.Organization is not { } organization)
            return null;
        var counts = organization.Accounts.Values.Where(account => account.IsActive && account.Path is { Length: > 0 })
            .CountBy(account => account.Path!.Value[^1], StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var bound = BoundBelow(organization, facts.Payer);
        return new OrganizationPicture(
            organization.Id,
            [
                .. organization.Roots.Select(root => new OrganizationUnitPicture(root.Id, "Root", null, counts.GetValueOrDefault(root.Id))),
                .. organization.OrganizationalUnits.Select(unit => new OrganizationUnitPicture(unit.Id, unit.Name, unit.ParentId, counts.GetValueOrDefault(unit.Id))),
            ],
            [.. organization.Policies.Select(policy => PolicyOf(policy, organization, bound, facts.Payer))],
            organization.Accounts);
    }

    /// <summary>How many active accounts but the payer a policy would bind at each root, unit and account.</summary>
    private static Dictionary<string, int> BoundBelow(OrganizationSnapshot organization, string? payer) =>
        organization.Accounts.Values.Where(account => account.IsActive && account.Id != payer)
            .SelectMany(account => (account.Path ?? []).Append(account.Id)).CountBy(target => target, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static OrganizationPolicyPicture PolicyOf(OrganizationPolicy policy, OrganizationSnapshot organization, Dictionary<string, int> bound, string? payer) => new(
        policy.Id,
        policy.Name,
        policy.Type == PolicyType.ResourceControlPolicy,
        policy.AwsManaged,
        IsEnabled(policy.Type, organization),
        policy.Document?.Statements.Any(statement => statement is { IsUnreadable: false, Effect: Effect.Deny } && ActionMask.Of(statement) != 0),
        policy.Targets is not null,
        policy.Targets?.Count(organization.Accounts.ContainsKey) ?? 0,
        [
            .. (policy.Targets ?? []).Where(target => !policy.AwsManaged || !organization.Accounts.ContainsKey(target))
                .Select(target => new PolicyBinding(target, bound.GetValueOrDefault(target), IsAbove(target, payer, organization))),
        ]);

    /// <summary>Whether the payer stands at the target or below: it is not bound there all the same.</summary>
    private static bool IsAbove(string target, string? payer, OrganizationSnapshot organization) =>
        payer is not null && (target == payer || (organization.Accounts.TryGetValue(payer, out var account) && account.Path is { } path && path.Contains(target, StringComparer.Ordinal)));

    /// <summary>Null if the file does not say.</summary>
    private static bool? IsEnabled(PolicyType type, OrganizationSnapshot organization)
    {
        if (organization.FeatureSet == "CONSOLIDATED_BILLING")
            return false;
        var name = type == PolicyType.ResourceControlPolicy ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY";
        return organization.Roots is [{ EnabledPolicyTypes: { } enabled }, ..] ? enabled.Contains(name, StringComparer.Ordinal) : null;
    }
}

/// <summary>A root or an organizational unit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The root or unit that it stands under; null for a root, or if the file does not say.</param>
/// <param name="Accounts">How many active accounts stand directly in it.</param>
public sealed record OrganizationUnitPicture(string Id, string Name, string? Parent, int Accounts);

/// <summary>A service or resource control policy.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsResourceControl">True for a resource control policy.</param>
/// <param name="IsAwsManaged">True if AWS wrote it.</param>
/// <param name="IsEnabled">Whether policies of its type are enabled; null if the file does not say.</param>
/// <param name="DeniesBillingConductor">Whether a Deny statement of it covers an action of Billing Conductor; null if the file does not have its text.</param>
/// <param name="KnowsTargets">False if the file does not say where it is attached.</param>
/// <param name="AccountTargets">To how many accounts it is attached directly.</param>
/// <param name="Bindings">Where it is attached and whom it binds there; of AWS's own policies, which are attached everywhere, without the accounts.</param>
public sealed record OrganizationPolicyPicture(
    string Id,
    string Name,
    bool IsResourceControl,
    bool IsAwsManaged,
    bool? IsEnabled,
    bool? DeniesBillingConductor,
    bool KnowsTargets,
    int AccountTargets,
    ImmutableArray<PolicyBinding> Bindings);

/// <summary>An attachment of a policy.</summary>
/// <param name="Target">The root, unit or account.</param>
/// <param name="Accounts">How many active accounts stand there or below, the payer aside.</param>
/// <param name="CoversPayer">True if the payer is or stands there: the policy has no effect on it.</param>
public sealed record PolicyBinding(string Target, int Accounts, bool CoversPayer);
