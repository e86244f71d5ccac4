using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Distribute;

/// <summary>
/// A worker's share of a distributed audit: one account after the other, each apart from all others but the payer. What is the same for all is looked at once.
/// For one thread at a time.
/// </summary>
public sealed class AccountWork
{
    private readonly SnapshotReader snapshot;
    private readonly AuditOptions options;
    private readonly string? configurationHash;
    private readonly AuditFrame frame;
    private readonly string version;

    /// <summary>Looks at the organization, the payer and the configuration.</summary>
    /// <param name="folder">A snapshot with the organization and the payer's files. An account's files need be there while it is audited only.</param>
    /// <param name="accounts">All accounts of the run.</param>
    /// <param name="options">What to do; the same in all workers of a run.</param>
    /// <param name="configurationHash">Tells the configuration's text from others; null without a configuration.</param>
    public AccountWork(string folder, IEnumerable<string> accounts, AuditOptions options, string? configurationHash)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.configurationHash = configurationHash;
        snapshot = SnapshotReader.OpenWithout(folder, accounts.ToHashSet(StringComparer.Ordinal));
        frame = AuditFrame.Of(snapshot, options);
        version = AccountResult.VersionOf(options.ToolVersion);
    }

    /// <summary>Audits one account.</summary>
    /// <param name="account">One of the accounts; its authorization details are in the folder.</param>
    /// <param name="before">What an earlier run left of the account; null if nothing is known.</param>
    public AccountResult Audit(string account, AccountResult? before)
    {
        var details = snapshot.AuthorizationDetails(account);
        var fingerprint = details is null ? null : AccountFingerprint.Of(frame, account, options, configurationHash, details);
        if (before is not null && before.Version == version && before.Account == account && before.Fingerprint is { } known && known == fingerprint)
            return before with { IsUnchanged = true };
        var reading = account == frame.Payer ? snapshot.ReadAccountWithVersions(account) : snapshot.ReadAccount(account);
        var audit = AccountAudit.Of(reading.Account, frame, before?.Account == account ? before.Memory : null);
        var principals = Kept(audit, AccountInventory.Of(reading.Account).Principals.Where(frame.Expected.IsMentioned));
        return Result(reading, audit) with
        {
            Principals = principals,
            // A gap names its line in the file, and lines move where nothing else changes that counts.
            Fingerprint = reading.Account.IsRead && reading.Gaps.IsEmpty && !HangsOnTime(reading.Account, frame.SettingOf(account)) ? fingerprint : null,
            Details = account == frame.Payer || details is null ? default : Cut(details, reading, principals, audit.Policies),
        };
    }

    private AccountResult Result(AccountReading reading, AccountAudit audit) => new()
    {
        Account = audit.Account,
        Version = version,
        IsCollected = true,
        IsRead = audit.IsRead,
        Gaps = reading.Gaps,
        PrincipalsRead = audit.PrincipalsRead,
        BroadGrantsOnly = audit.BroadGrantsOnly,
        IdentityCenterRoles = audit.IdentityCenterRoles,
        Memory = audit.Memory,
        Policies = [.. audit.Policies.Select(policy => new KeptPolicy(policy.Reference.Id, policy.IsAttached))],
        Marks = audit.Marks,
    };

    private static ImmutableArray<KeptPrincipal> Kept(AccountAudit audit, IEnumerable<Principal> mentioned)
    {
        var kept = new SortedDictionary<string, KeptPrincipal>(StringComparer.Ordinal);
        foreach (var assessed in audit.Ground?.Principals ?? [])
            kept[assessed.Principal.Arn] = new KeptPrincipal(assessed.Principal.Arn, IsListed: false, IsNewcomer: false, Link: null, assessed.Access);
        foreach (var assessed in audit.Principals)
            kept[assessed.Principal.Arn] = new KeptPrincipal(assessed.Principal.Arn, IsListed: true, IsNewcomer: false, Link: null, assessed.Access);
        foreach (var assessed in audit.Newcomers)
            kept[assessed.Principal.Arn] = Of(assessed.Principal.Arn) with { IsNewcomer = true, Access = assessed.Access };
        foreach (var role in audit.TrustingRoles)
            kept[role.Role.Arn] = Of(role.Role.Arn) with { Link = TrustNames.Of(role) };
        // Only so it is known later whom the configuration names.
        foreach (var principal in mentioned)
            kept[principal.Arn] = Of(principal.Arn);
        return [.. kept.Values];

        KeptPrincipal Of(string arn) => kept.GetValueOrDefault(arn) ?? new KeptPrincipal(arn, IsListed: false, IsNewcomer: false, Link: null, []);
    }

    /// <summary>Of a file with anything amiss everything is kept: what is amiss there may change what the rest means.</summary>
    private static byte[] Cut(byte[] details, AccountReading reading, ImmutableArray<KeptPrincipal> principals, ImmutableArray<PolicyUse> policies)
    {
        if (!reading.Gaps.IsEmpty || !reading.Account.IsRead)
            return details;
        return KeptEntries.Cut(details, KeptEntries.Needed(reading.Account, principals.Select(principal => principal.Arn), policies.Select(policy => policy.Reference.Id)));
    }

    /// <summary>True if a policy of the account, or over it, looks at the time of a request: then tomorrow's verdicts may be others.</summary>
    private static bool HangsOnTime(AccountSnapshot account, AccountSetting setting)
    {
        var levels = (setting.ServiceControlPolicies ?? []).Concat(setting.ResourceControlPolicies ?? []).SelectMany(level => level.Policies).Select(policy => policy.Document);
        return Documents(account).Concat(levels).SelectMany(document => document.Statements)
            .Any(statement => StatementKeys.AsksFor(statement, "aws:CurrentTime") || StatementKeys.AsksFor(statement, "aws:EpochTime"));
    }

    private static IEnumerable<PolicyDocument> Documents(AccountSnapshot account)
    {
        var inline = account.Users.SelectMany(user => user.InlinePolicies)
            .Concat(account.Groups.SelectMany(group => group.InlinePolicies))
            .Concat(account.Roles.SelectMany(role => role.InlinePolicies)).Select(policy => policy.Document);
        var managed = account.ManagedPolicies.Values.SelectMany(policy => (PolicyDocument?[])[policy.Document, policy.Boundary]);
        return inline.Concat(managed.OfType<PolicyDocument>()).Concat(account.Roles.Select(role => role.TrustPolicy));
    }
}
