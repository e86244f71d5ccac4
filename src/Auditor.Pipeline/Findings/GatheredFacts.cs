using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings.Escalation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Findings;

/// <summary>What all accounts together tell the rules.</summary>
internal static class GatheredFacts
{
    /// <summary>Gathers the facts.</summary>
    /// <param name="snapshot">What is not about one account.</param>
    /// <param name="frame">What is the same for all accounts.</param>
    /// <param name="accounts">All of them, in the snapshot's order.</param>
    /// <param name="simulations">AWS's answers.</param>
    /// <param name="options">What to do.</param>
    public static AuditFacts Of(SnapshotReader snapshot, AuditFrame frame, AccountAudit[] accounts, PrincipalSimulations simulations, AuditOptions options)
    {
        ImmutableArray<EscalationEdge> escalations = accounts.Select(account => account.Ground).FirstOrDefault(ground => ground is not null) is { } payer
            ? new EscalationFinder(payer, options.Parallelism).Find(accounts.SelectMany(account => account.Newcomers))
            : [];
        var gaps = GapCollection.Sorted(frame.Gaps(), simulations.Gaps);
        var isInventoryWhole = !gaps.Any(gap => HidingGaps.IsOfInventory(gap, frame.Payer));
        return new AuditFacts
        {
            AsOf = options.AsOf,
            Partition = frame.Partition,
            Organization = snapshot.Organization,
            IsOrganizationUnread = snapshot.OrganizationKnowledge is OrganizationKnowledge.Missing or OrganizationKnowledge.Unreadable,
            IsEveryAccountListed = frame.Membership.ListsEveryAccount,
            HasInventory = frame.HasInventory,
            IsInventoryKnown = frame.HasInventory && isInventoryWhole,
            IsInventoryAbsent = !frame.HasInventory && isInventoryWhole && (frame.Payer is null || accounts.Any(account => account.IsRead && account.Account == frame.Payer)),
            Payer = frame.Payer,
            Configuration = options.Configuration,
            Principals = InOrder(
            [
                .. accounts.SelectMany(account => account.Principals),
                .. escalations.SelectMany(edge => edge.Newcomers.Select(newcomer => newcomer.Principal).Prepend(edge.Holder)),
            ]),
            Policies = [.. accounts.SelectMany(account => account.Policies)],
            Escalations = escalations,
            TrustingRoles = [.. accounts.SelectMany(account => account.TrustingRoles)],
            IdentityCenterRoles = [.. accounts.SelectMany(account => account.IdentityCenterRoles)],
            Usage = frame.Usage,
            AccountsRead = accounts.Where(account => account.IsRead).Select(account => account.Account).ToHashSet(StringComparer.Ordinal),
            Memories = [.. accounts.Select(account => account.Memory).OfType<AccountMemory>()],
            Before = options.Before,
            IsOvertaken = options.IsOvertaken,
            Subjects = new SubjectResolver(frame.OrganizationSubject, accounts.SelectMany(account => account.Marks), options.Before?.SharedStatementsWith(gaps) ?? []),
            Gaps = gaps,
            Simulations = simulations,
        };
    }

    /// <summary>Each principal once, in ordinal order of the ARNs: mostly they are already, because the accounts are.</summary>
    private static ImmutableArray<AssessedPrincipal> InOrder(ImmutableArray<AssessedPrincipal> principals)
    {
        for (var next = 1; next < principals.Length; next++)
        {
            if (string.CompareOrdinal(principals[next - 1].Principal.Arn, principals[next].Principal.Arn) >= 0)
                return [.. principals.DistinctBy(assessed => assessed.Principal.Arn, StringComparer.Ordinal).OrderBy(assessed => assessed.Principal.Arn, StringComparer.Ordinal)];
        }

        return principals;
    }
}
