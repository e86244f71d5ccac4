using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA102: whether an assigned task works depends on something that nobody has stated.</summary>
public sealed class AssignedTaskIsConditional : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA102";

    /// <inheritdoc/>
    public override string Title => "An assigned task depends on the circumstances of the call";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed.IsJudged))
        {
            foreach (var task in assessed.Tasks.Where(task => task is { IsAssigned: true, OpenNeeds.IsEmpty: false }))
            {
                var needs = task.OpenNeeds;
                // What a missing file leaves open is BCA901's.
                var keys = needs.SelectMany(need => need.OpenKeys).Where(key => !ContextKeys.IsProviso(key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
                // What the caller chooses himself prints as "works if the request carries".
                if (keys.All(ContextKeys.IsChosenByCaller))
                    continue;
                yield return Draft(assessed, task, needs, keys);
            }
        }
    }

    private static FindingDraft Draft(AssessedPrincipal assessed, AssessedTask task, ImmutableArray<AssessedNeed> needs, ImmutableArray<string> keys) => new()
    {
        Subject = SubjectResolver.Of(assessed.Principal),
        Matter = string.Join(",", keys),
        Severity = Severity.Medium,
        Title = $"Whether {assessed.Principal.DisplayName} can do its job depends on {RuleWords.List(keys)}",
        Explanation = $"{assessed.Principal.DisplayName} can do what it is meant to do only under conditions on {RuleWords.List(keys)}, which nothing in the snapshot tells. "
            + "If the condition always holds for it, say so under `assume` in auditor.json." + DeniedAnyway(needs),
        Account = assessed.Principal.Account,
        Principals = [RuleWords.Principal(assessed.Principal)],
        Actions = [.. needs.Select(need => need.FullName)],
        UnknownKeys = keys,
    };

    /// <summary>Of the resources that the assignment lists, those that no condition opens.</summary>
    private static string DeniedAnyway(ImmutableArray<AssessedNeed> needs) =>
        needs.SelectMany(need => need.DeniedListed).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } denied ? $" On {RuleWords.List(denied)} it is denied whatever the call carries." : "";
}
