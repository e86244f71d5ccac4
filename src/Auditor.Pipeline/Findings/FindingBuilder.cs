using System.Collections.Immutable;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Findings;

/// <summary>
/// Makes one finding of all drafts that have the same cause, one draft after the other: of each it keeps only what the finding needs, for an
/// organization has a hundred thousand of them. Their order does not matter: the texts come from the first draft in a fixed order.
/// </summary>
internal sealed class FindingBuilder(string rule)
{
    private const int MostEvidence = 20;

    private readonly HashSet<string> actions = new(StringComparer.Ordinal);
    private readonly HashSet<string> resources = new(StringComparer.Ordinal);
    private readonly HashSet<string> unknownKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FindingPrincipal> principals = new(StringComparer.Ordinal);
    private readonly SortedSet<Evidence> evidence = new(EvidenceOrder.Instance);
    private readonly Dictionary<Blocker, (FindingDraft Draft, int Number, int Place)> blockers = [];
    private FindingDraft? first;
    private int count;
    private Severity severity;
    private bool hasSeveralAccounts;

    /// <summary>Takes a draft in.</summary>
    public void Add(FindingDraft draft)
    {
        if (first is null)
            (first, severity) = (draft, draft.Severity);
        hasSeveralAccounts |= draft.Account != first.Account;
        severity = draft.Severity > severity ? draft.Severity : severity;
        first = Compare(draft, first) < 0 ? draft : first;
        actions.UnionWith(draft.Actions);
        resources.UnionWith(draft.Resources);
        unknownKeys.UnionWith(draft.UnknownKeys);
        foreach (var principal in draft.Principals)
            principals.TryAdd(principal.Arn, principal);
        foreach (var item in draft.Evidence)
            Add(item);
        for (var place = 0; place < draft.Blockers.Length; place++)
        {
            if (!blockers.TryGetValue(draft.Blockers[place], out var known) || Compare(draft, known.Draft) < 0)
                blockers[draft.Blockers[place]] = (draft, count, place);
        }

        count++;
    }

    /// <summary>The finding; at least one draft was taken in.</summary>
    public Finding ToFinding()
    {
        ImmutableArray<Evidence> shown = [.. evidence];
        foreach (var item in shown)
            item.Settle();
        return new Finding
        {
            Id = FindingAssembler.IdOf(rule, first!.Subject, first.Matter),
            Rule = rule,
            Draft = first with
            {
                Severity = severity,
                Account = hasSeveralAccounts ? null : first.Account,
                Actions = Sorted(actions),
                Resources = Sorted(resources),
                UnknownKeys = Sorted(unknownKeys),
            },
            Principals = [.. principals.Values.OrderBy(principal => principal.Arn, StringComparer.Ordinal)],
            Evidence = shown,
            Blockers =
            [
                .. blockers.OrderBy(pair => pair.Value.Draft.Title, StringComparer.Ordinal).ThenBy(pair => pair.Value.Draft.Explanation, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Value.Number).ThenBy(pair => pair.Value.Place).Select(pair => pair.Key),
            ],
            EvidenceHash = Findings.EvidenceHash.Of(shown),
        };
    }

    /// <summary>Keeps the first ones in their order.</summary>
    private void Add(Evidence item)
    {
        if (evidence.Count == MostEvidence && EvidenceOrder.Instance.Compare(item, evidence.Max) >= 0)
            return;
        if (evidence.Add(item) && evidence.Count > MostEvidence)
            evidence.Remove(evidence.Max!);
    }

    private static int Compare(FindingDraft left, FindingDraft right)
    {
        var byTitle = string.CompareOrdinal(left.Title, right.Title);
        return byTitle != 0 ? byTitle : string.CompareOrdinal(left.Explanation, right.Explanation);
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    /// <summary>The order of reports, and in the same place that of the texts: two with one place are the same policy in two accounts.</summary>
    private sealed class EvidenceOrder : IComparer<Evidence>
    {
        public static readonly EvidenceOrder Instance = new();

        public int Compare(Evidence? left, Evidence? right)
        {
            if (ReferenceEquals(left, right))
                return 0;
            var order = string.CompareOrdinal(left!.Policy, right!.Policy);
            order = order != 0 ? order : left.Line.CompareTo(right.Line);
            order = order != 0 ? order : left.Column.CompareTo(right.Column);
            order = order != 0 ? order : string.CompareOrdinal(left.Statement, right.Statement);
            order = order != 0 ? order : string.CompareOrdinal(left.Version, right.Version);
            return order != 0 || left.IsOfSameStatement(right) ? order : string.CompareOrdinal(left.Text, right.Text);
        }
    }
}
