using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Which service and resource control policies apply to each account, decided once for the accounts of one path. Safe from any thread.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html"/>. A level that
/// could not be read carries an unread document.
/// </remarks>
public sealed class OrganizationPolicyLevels
{
    private const string NoPolicies = "CONSOLIDATED_BILLING";
    private readonly OrganizationSnapshot? organization;
    private readonly OrganizationKnowledge knowledge;
    private readonly PolicyTypeLevels? serviceControl;
    private readonly PolicyTypeLevels? resourceControl;

    /// <summary>Decides the levels of every account that the organization lists.</summary>
    /// <param name="organization">The organization; null if there is none or it was not read.</param>
    /// <param name="knowledge">Which of these it is.</param>
    /// <param name="read">The accounts that are in the snapshot; null means all. What is missing above others alone is no gap: they are one themselves.</param>
    public OrganizationPolicyLevels(OrganizationSnapshot? organization, OrganizationKnowledge knowledge, IReadOnlyCollection<string>? read = null)
    {
        this.organization = organization;
        this.knowledge = knowledge;
        if (organization is null || !HasAllFeatures)
            return;
        var counted = (read ?? [.. organization.Accounts.Keys]).ToHashSet(StringComparer.Ordinal);
        serviceControl = new PolicyTypeLevels(organization, PolicyType.ServiceControlPolicy, counted);
        resourceControl = new PolicyTypeLevels(organization, PolicyType.ResourceControlPolicy, counted);
        Gaps = [.. serviceControl.Gaps, .. resourceControl.Gaps];
    }

    /// <summary>The levels that could not be read, each once with the number of accounts that it concerns.</summary>
    public ImmutableArray<Gap> Gaps { get; } = [];

    private bool HasAllFeatures => !string.Equals(organization?.FeatureSet, NoPolicies, StringComparison.Ordinal);

    /// <summary>Why service control policies do not apply to the account's principals. Service-linked roles are exempt besides.</summary>
    /// <returns>None if they apply, and also if nobody knows: without <c>organization.json</c> the caller decides.</returns>
    public ServiceControlExemption ExemptionOf(string account)
    {
        if (knowledge == OrganizationKnowledge.Standalone)
            return ServiceControlExemption.NoOrganization;
        if (organization is null)
            return ServiceControlExemption.None;
        if (string.Equals(account, organization.ManagementAccount, StringComparison.Ordinal))
            return ServiceControlExemption.ManagementAccount;
        if (!HasAllFeatures)
            return ServiceControlExemption.ConsolidatedBilling;
        return serviceControl!.AppliesTo(account) ? ServiceControlExemption.None : ServiceControlExemption.NotEnabled;
    }

    /// <summary>The service control policies over the account, root first, account last; null if none apply or there is no organization.</summary>
    public ImmutableArray<OrganizationLevel>? ServiceControlPoliciesOf(string account) => LevelsOf(serviceControl, account);

    /// <summary>The resource control policies over the account's resources in the same order; null if none apply, as in the management account.</summary>
    public ImmutableArray<OrganizationLevel>? ResourceControlPoliciesOf(string account) => LevelsOf(resourceControl, account);

    private ImmutableArray<OrganizationLevel>? LevelsOf(PolicyTypeLevels? levels, string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return levels is null || string.Equals(account, organization!.ManagementAccount, StringComparison.Ordinal) || !levels.AppliesTo(account)
            ? null
            : levels.Of(account);
    }
}
