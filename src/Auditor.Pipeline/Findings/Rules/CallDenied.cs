using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA701: AWS denied a call, as an event or the text of an error shows. Where nobody can tell whose call it was, there is no finding.</summary>
public sealed class CallDenied : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA701";

    /// <inheritdoc/>
    public override string Title => "A call was denied";

    /// <inheritdoc/>
    public override bool IsEvent => true;

    /// <inheritdoc/>
    public override string? WhatIsMissing(AuditFacts facts) => base.WhatIsMissing(facts) ?? (facts.Denials.IsEmpty ? "only a denial that is given gives this finding" : null);

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var placed = facts.Denials.Where(answer => answer.Explanation is { Principal.IsBillingConductorsOwn: false });
        foreach (var calls in placed.GroupBy(answer => (SubjectResolver.Of(answer.Explanation!.Principal).Key, answer.Explanation.Action)))
        {
            var sets = calls.GroupBy(answer => BlockerSet.KeyOf(answer.Explanation!.Blockers), StringComparer.Ordinal).ToArray();
            foreach (var same in sets)
                yield return Draft([.. same], sets.Length == 1 ? calls.Key.Action : $"{calls.Key.Action} {same.Key}".TrimEnd());
        }
    }

    private static FindingDraft Draft(ImmutableArray<DenialAnswer> same, string matter)
    {
        var explanations = same.Select(answer => answer.Explanation!).ToArray();
        var first = explanations[0];
        var principal = first.Principal;
        var tasks = TasksWith(first.Assessed, first.Action);
        return new FindingDraft
        {
            Subject = SubjectResolver.Of(principal),
            Matter = matter,
            Severity = tasks.IsEmpty ? Severity.Low : Severity.High,
            Title = $"{principal.DisplayName} was denied {first.Action}" + (first.Decision == Decision.Allowed ? ", which its policies allow" : ""),
            Explanation = $"{first.Sentence} {Denied(same)}{Needed(tasks)}",
            Account = explanations.All(one => one.Principal.Account == principal.Account) ? principal.Account : null,
            Principals = [.. explanations.Select(one => RuleWords.Principal(one.Principal)).Distinct()],
            Actions = [first.Action],
            Resources = [.. explanations.Select(one => one.Resource).Distinct(StringComparer.Ordinal)],
            Blockers = first.Blockers,
            UnknownKeys = [.. explanations.SelectMany(one => one.UnknownKeys).Distinct(StringComparer.Ordinal)],
            Evidence = TaskBlockers.Evidence(first.Assessed, first.Blockers),
        };
    }

    /// <summary>How often, and what AWS says against what is found.</summary>
    private static string Denied(ImmutableArray<DenialAnswer> same)
    {
        var count = same.Sum(answer => answer.Count);
        var times = count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {count} times");
        return $"AWS denied {same[0].Explanation!.Action}{times}. {string.Join("; ", same[0].Comparison.Select(Capital))}.";

        // Only the first sentence part begins a sentence.
        string Capital(string line, int index) => index == 0 ? char.ToUpperInvariant(line[0]) + line[1..] : line;
    }

    private static string Needed(ImmutableArray<string> tasks) => tasks.IsEmpty ? "" : $" The action belongs to what the principal is meant to do: {RuleWords.List(tasks)}.";

    private static ImmutableArray<string> TasksWith(AssessedPrincipal assessed, string action) =>
    [
        .. assessed.Tasks.Where(task => task.IsAssigned && task.Needs.Concat(task.Companions).Any(need => need.FullName.Equals(action, StringComparison.OrdinalIgnoreCase)))
            .Select(task => task.Task.Title),
    ];
}
