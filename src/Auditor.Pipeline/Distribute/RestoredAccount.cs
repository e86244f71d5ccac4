using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;

namespace Auditor.Pipeline.Distribute;

/// <summary>Makes of an account's result what the audit of that account was: the same principals and policies, with the verdicts that were given then.</summary>
internal sealed class RestoredAccount
{
    private readonly AccountResult result;
    private readonly AuditFrame frame;
    private readonly AccountSnapshot account;
    private readonly AccountInventory inventory;
    private readonly Dictionary<string, Principal> principals;
    private readonly PrincipalAssessor assessor;

    private readonly IReadOnlySet<string> leading;

    private RestoredAccount(AccountResult result, AccountSnapshot account, AuditFrame frame, IReadOnlySet<string> leading)
    {
        this.leading = leading;
        this.result = result;
        this.frame = frame;
        this.account = account;
        inventory = AccountInventory.Of(account);
        principals = inventory.Principals.ToDictionary(principal => principal.Arn, StringComparer.Ordinal);
        assessor = PrincipalAssessor.Of(account, frame);
    }

    /// <summary>The account's audit.</summary>
    /// <param name="result">What the worker left.</param>
    /// <param name="snapshot">Has the payer's file, and compiles the documents of others.</param>
    /// <param name="frame">What is the same for all accounts.</param>
    /// <param name="leading">The ARNs of the links that lead to the payer; others are left out.</param>
    /// <exception cref="InvalidDataException">The result names what its entries do not have.</exception>
    public static AccountAudit Of(AccountResult result, SnapshotReader snapshot, AuditFrame frame, IReadOnlySet<string> leading)
    {
        var details = DetailsOf(result, snapshot, frame);
        if (result.Account != frame.Payer)
            frame.Take(new AccountReading(details, result.Gaps));
        return details.IsRead == result.IsRead
            ? new RestoredAccount(result, details, frame, leading).Restore()
            : throw new InvalidDataException($"the entries of `{result.Account}` are not those that its verdicts were given on");
    }

    /// <summary>The principals of an account that is not the payer, once more.</summary>
    /// <inheritdoc cref="Of"/>
    public static LaidAsideAccount.Contents ContentsOf(AccountResult result, SnapshotReader snapshot, AuditFrame frame) =>
        LaidAsideAccount.Contents.Of(DetailsOf(result, snapshot, frame), frame);

    private static AccountSnapshot DetailsOf(AccountResult result, SnapshotReader snapshot, AuditFrame frame) =>
        result.Account == frame.Payer ? frame.Read(snapshot, result.Account)
        : result.Details.IsEmpty ? new AccountSnapshot { Id = result.Account }
        : snapshot.ReadElsewhere(result.Account, result.Details) ?? new AccountSnapshot { Id = result.Account };

    private AccountAudit Restore()
    {
        var assessed = result.Principals.Where(kept => !kept.Access.IsEmpty).ToDictionary(
            kept => kept.Arn, kept => assessor.Assess(PrincipalOf(kept.Arn), kept.Access), StringComparer.Ordinal);
        var setting = frame.SettingOf(account.Id);
        // Nothing is expected of those that matter no further, but now it is known whom the configuration names.
        foreach (var kept in result.Principals.Where(kept => kept.Access.IsEmpty))
            frame.Expected.Of(PrincipalOf(kept.Arn));
        var audit = new AccountAudit
        {
            Account = account.Id,
            IsRead = result.IsRead,
            Memory = result.Memory,
            PrincipalsRead = result.PrincipalsRead,
            BroadGrantsOnly = result.BroadGrantsOnly,
            Principals = [.. result.Principals.Where(kept => kept.IsListed).Select(kept => assessed[kept.Arn]), .. Losers()],
            TrustingRoles = [.. result.Principals.Where(kept => kept.Link is not null && leading.Contains(kept.Arn)).Select(kept => Link(kept, setting))],
            IdentityCenterRoles = result.IdentityCenterRoles,
            Policies = Policies(),
            Marks = result.Marks,
            Ground = setting.IsPayer == true && assessed.Count == inventory.Principals.Length
                ? PayerGround.Of(account, inventory, [.. inventory.Principals.Select(principal => assessed[principal.Arn])], frame)
                : null,
            Newcomers = [.. result.Principals.Where(kept => kept.IsNewcomer).Select(kept => assessed[kept.Arn])],
        };
        audit.Pack();
        return audit;

        TrustingRole Link(KeptPrincipal kept, AccountSetting place)
        {
            var role = PrincipalOf(kept.Arn);
            var simulator = assessed.TryGetValue(kept.Arn, out var known) ? known.Simulator : assessor.SimulatorOf(role);
            return TrustingRole.Of(role, simulator.Caller, place, kept.Link!.CanWrite, frame);
        }
    }

    /// <summary>
    /// Who has lost access since the last run that could tell, and is not listed: a worker compares with what an earlier one left, which may be of a run that could not. Only the payer's file is here as a whole.
    /// </summary>
    private IEnumerable<AssessedPrincipal> Losers()
    {
        if (account.Id != frame.Payer || result.Memory is not { } now || frame.MemoryOf(account.Id) is not { } before)
            return [];
        var lost = AccessDifference.Of(before, now, ActionMask.All).Where(difference => difference.Lost != 0).Select(difference => difference.Now.Key).ToHashSet(StringComparer.Ordinal);
        var listed = result.Principals.Where(kept => kept.IsListed).Select(kept => kept.Arn).ToHashSet(StringComparer.Ordinal);
        return inventory.Principals.Where(principal => (lost.Contains(principal.SubjectKey) || lost.Contains(principal.Id)) && !listed.Contains(principal.Arn))
            .Select(principal => assessor.Assess(principal).Settled(frame.Rows));
    }

    private ImmutableArray<PolicyUse> Policies()
    {
        var uses = inventory.Policies(_ => true).ToDictionary(policy => policy.Reference.Id, StringComparer.Ordinal);
        return
        [
            .. result.Policies.Select(kept => uses.TryGetValue(kept.Id, out var use)
                ? use with { IsAttached = kept.IsAttached }
                : throw new InvalidDataException($"the policy `{kept.Id}` is not among the entries of `{result.Account}`")),
        ];
    }

    private Principal PrincipalOf(string arn) => principals.TryGetValue(arn, out var principal)
        ? principal
        : throw new InvalidDataException($"the principal `{arn}` is not among the entries of `{result.Account}`");
}
