using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>Which accounts are to be read.</summary>
/// <param name="Payer">The payer, if it is known and among them.</param>
/// <param name="Expected">How many accounts of the organization are active; at least 1.</param>
/// <param name="ToRead">The accounts to read, in ordinal order.</param>
/// <param name="Closed">The accounts that AWS lets nobody into.</param>
internal sealed record AccountScope(string? Payer, int Expected, ImmutableArray<string> ToRead, ImmutableArray<SnapshotRefusal> Closed)
{
    /// <summary>Chooses the accounts. Where the organization could not be read, only the caller's own is certain.</summary>
    public static AccountScope Of(SnapshotReader organization, CollectOptions options, CallerIdentity caller)
    {
        var payer = organization.OrganizationKnowledge == OrganizationKnowledge.Standalone ? caller.Account : organization.Organization?.ManagementAccount;
        var chosen = options.WithPayer && !options.Accounts.IsEmpty && payer is not null ? options.Accounts.Add(payer) : options.Accounts;
        var accounts = organization.Organization?.Accounts.Values.ToArray() ?? [];
        var active = accounts.Where(account => account.IsActive).Select(account => account.Id).ToArray();
        // Of an account whose state AWS does not tell, nobody knows that it is closed.
        var open = accounts.Where(account => account.IsActive || account.State is null).Select(account => account.Id);
        ImmutableArray<string> wanted = [.. (chosen.IsEmpty ? open.Append(caller.Account) : chosen).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ImmutableArray<SnapshotRefusal> closed = [.. accounts.Where(account => IsShut(account) && (chosen.IsEmpty || chosen.Contains(account.Id, StringComparer.Ordinal))).Select(Refusal)];
        ImmutableArray<string> toRead = [.. wanted.Except(closed.Select(refusal => refusal.Account!), StringComparer.Ordinal)];
        return new AccountScope(payer is not null && toRead.Contains(payer, StringComparer.Ordinal) ? payer : null, Math.Max(active.Length, 1), toRead, closed);
    }

    /// <summary>Suspended, or about to be closed or opened. A closed account has nobody left in it.</summary>
    private static bool IsShut(OrganizationAccount account) => account.State is "SUSPENDED" or "PENDING_CLOSURE" or "PENDING_ACTIVATION";

    private static SnapshotRefusal Refusal(OrganizationAccount account) => new(
        account.Id,
        ApiOperation.AssumeRole.Permission,
        account.State,
        ApiOperation.AssumeRole.Permission,
        $"the account's state is `{account.State}`: AWS lets nobody into it, so its principals were not read");
}
