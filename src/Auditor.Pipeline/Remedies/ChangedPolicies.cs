using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies;

/// <summary>Puts the edits of a remedy together, policy by policy.</summary>
internal static class ChangedPolicies
{
    // What a document without the newer version may say besides its statements.
    private const string OldVersion = "\"Version\":\"2008-10-17\",";

    /// <summary>The changes in the order of the edits.</summary>
    /// <param name="principal">Whose remedy it is.</param>
    /// <param name="policies">The policies as they are.</param>
    /// <param name="edits">The edits.</param>
    public static ImmutableArray<PolicyChange> Of(Principal principal, PoliciesInEffect policies, IReadOnlyCollection<PolicyEdit> edits)
    {
        var after = PolicyEditor.Apply(policies, edits).Identity;
        return [.. edits.GroupBy(edit => (edit.Policy.Id, edit.Kind == EditKind.Detach)).SelectMany(same => OnEachTarget(Of(principal, policies, after, [.. same]), policies, same.First()))];
    }

    /// <summary>An organization policy that goes is detached wherever it binds the principal.</summary>
    private static IEnumerable<PolicyChange> OnEachTarget(PolicyChange change, PoliciesInEffect policies, PolicyEdit edit) => change.Document is null && LevelsOf(policies, edit.Layer) is { } levels
        ? levels.Where(level => level.Policies.Any(policy => policy.Source.Id == change.Id)).Select(level => change with { TargetId = level.TargetId })
        : [change];

    private static ImmutableArray<OrganizationLevel>? LevelsOf(PoliciesInEffect policies, PolicyLayer layer) => layer switch
    {
        PolicyLayer.ServiceControlPolicy => policies.ServiceControlPolicies,
        PolicyLayer.ResourceControlPolicy => policies.ResourceControlPolicies,
        _ => null,
    };

    private static PolicyChange Of(Principal principal, PoliciesInEffect policies, ImmutableArray<SourcedPolicy> after, ImmutableArray<PolicyEdit> edits)
    {
        var first = edits[0];
        var place = PolicyPlace.Of(first, principal);
        if (first.Kind == EditKind.Detach)
            return new PolicyChange(first.Policy.Id, principal, place, IsNew: false, null, null, 0);
        var before = first.Kind == EditKind.AddPolicy ? null : Find(policies, first);
        var statements = PolicyEditor.StatementsAfter(before, edits);
        // A document without statements is none: the policy goes.
        if (statements.Count == 0)
            return new PolicyChange(first.Policy.Id, principal, place, IsNew: false, first.TargetId, null, 0);
        var text = PolicyEditor.TextOf(before?.HasVariables ?? true, statements.Select(StatementJson.Compact));
        return new PolicyChange(first.Policy.Id, principal, place, before is null, before is null ? first.TargetId : null, text, PolicyQuota.CharactersOf(text, place.Kind) + Others(after, first, place.Kind))
        {
            ExpendableVersionId = before is null || place.Kind != PolicyPlaceKind.CustomerManaged ? null : VersionToGo(principal, first.Policy.Id),
            Attached = before is null ? AttachedWith(place.Kind, principal, policies, after, first) : 0,
        };
    }

    /// <summary>The version that makes room for another one of a managed policy that the principal holds, or has as its boundary.</summary>
    private static string? VersionToGo(Principal principal, string id) =>
        principal.Policies.Append(principal.Boundary).FirstOrDefault(held => held?.Reference.Id == id)?.Reference.ExpendableVersionId;

    /// <summary>How many policies would be where a new one is attached; what groups of a user have is attached to them.</summary>
    private static int AttachedWith(PolicyPlaceKind kind, Principal principal, PoliciesInEffect policies, ImmutableArray<SourcedPolicy> after, PolicyEdit edit) =>
        LevelsOf(policies, edit.Layer) is { } levels ? levels.Where(level => level.TargetId == edit.TargetId).Sum(level => level.Policies.Length) + 1
        : kind == PolicyPlaceKind.CustomerManaged ? after.Count(policy => !policy.Source.Id.Contains(' ', StringComparison.Ordinal) && !principal.Holdings.FromGroups.Contains(policy.Source.Id))
        : 0;

    private static PolicyDocument Find(PoliciesInEffect policies, PolicyEdit edit) => (LevelsOf(policies, edit.Layer) is { } levels
        ? levels.SelectMany(level => level.Policies)
        : policies.Boundary is { } boundary ? policies.Identity.Append(boundary) : policies.Identity).First(policy => policy.Source.Id == edit.Policy.Id).Document;

    /// <summary>What the other inline policies of the same holder take of the quota after all edits.</summary>
    private static int Others(ImmutableArray<SourcedPolicy> identity, PolicyEdit edit, PolicyPlaceKind kind)
    {
        if (!PolicyQuota.IsShared(kind))
            return 0;
        var holder = edit.Policy.Id[..^edit.Policy.Name.Length];
        return identity
            .Where(policy => policy.Source.Id != edit.Policy.Id && policy.Source.Id == holder + policy.Source.Name)
            .Sum(policy => PolicyQuota.CharactersOf(PolicyEditor.TextOf(policy.Document.HasVariables, policy.Document.Statements.Select(statement => statement.Text)), kind)
                + (policy.Document.HasVariables ? 0 : OldVersion.Length));
    }
}
