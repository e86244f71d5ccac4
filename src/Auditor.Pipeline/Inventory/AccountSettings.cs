using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>What each account's place in the organization means for its principals.</summary>
internal sealed class AccountSettings
{
    private readonly string? payer;
    private readonly OrganizationKnowledge knowledge;
    private readonly OrganizationPolicyLevels levels;
    private readonly Dictionary<string, AccountSetting> settings;

    /// <param name="accounts">The accounts of the snapshot.</param>
    /// <param name="payer">The payer, or null if nobody knows which account it is.</param>
    /// <param name="knowledge">What is known of the organization.</param>
    /// <param name="levels">The organization's policies.</param>
    public AccountSettings(ImmutableArray<string> accounts, string? payer, OrganizationKnowledge knowledge, OrganizationPolicyLevels levels)
    {
        (this.payer, this.knowledge, this.levels) = (payer, knowledge, levels);
        settings = accounts.ToDictionary(account => account, SettingFor, StringComparer.Ordinal);
    }

    /// <summary>The setting of an account of the snapshot.</summary>
    public AccountSetting this[string account] => settings[account];

    /// <summary>The resource control policies over the resources of any account; null if none that is known has a say.</summary>
    public ImmutableArray<OrganizationLevel>? ResourceControlPoliciesOver(string account) => IsPlaceUnknown ? null : levels.ResourceControlPoliciesOf(account);

    private AccountSetting SettingFor(string account) => new()
    {
        Account = account,
        IsPayer = payer is not null ? account == payer : knowledge == OrganizationKnowledge.Standalone ? true : null,
        Exemption = ExemptionOf(account),
        ServiceControlPolicies = IsPlaceUnknown ? null : levels.ServiceControlPoliciesOf(account),
        ResourceControlPolicies = ResourceControlPoliciesOver(account),
        Proviso = IsPlaceUnknown ? ProvisoOf(account) : null,
    };

    /// <summary>True if nobody knows whether service control policies bind an account: they never bind the payer.</summary>
    private bool IsPlaceUnknown => knowledge switch
    {
        OrganizationKnowledge.Missing or OrganizationKnowledge.Unreadable => true,
        OrganizationKnowledge.Known => payer is null,
        _ => false,
    };

    private ServiceControlExemption ExemptionOf(string account)
    {
        if (!IsPlaceUnknown)
            return levels.ExemptionOf(account);
        return account == payer ? ServiceControlExemption.ManagementAccount : ServiceControlExemption.NoOrganization;
    }

    /// <summary>Without the organization's file, identity, boundary and explicit denials are certain; what they allow is not.</summary>
    private string? ProvisoOf(string account)
    {
        if (account == payer)
            return null;
        return payer is null ? ContextKeys.AccountIsThePayer : ContextKeys.ServiceControlPoliciesAllow;
    }
}
