using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>Applies edits to a copy of the policies in effect.</summary>
internal static class PolicyEditor
{
    public static PoliciesInEffect Apply(PoliciesInEffect policies, IEnumerable<PolicyEdit> edits) => edits.Aggregate(policies, Apply);

    /// <summary>The text of a document with these statements.</summary>
    public static string TextOf(bool hasVariables, IEnumerable<string> statements) =>
        new StringBuilder(hasVariables ? "{\"Version\":\"2012-10-17\",\"Statement\":[" : "{\"Statement\":[").AppendJoin(',', statements).Append("]}").ToString();

    /// <summary>The statements of a policy after an edit.</summary>
    public static IEnumerable<string> StatementsAfter(PolicyDocument? document, PolicyEdit edit)
    {
        foreach (var statement in document?.Statements ?? [])
        {
            if (edit.Kind != EditKind.ReplaceStatement || statement.Text != edit.Before!.Text)
                yield return statement.Text;
            else
                foreach (var text in edit.After)
                    yield return text;
        }

        foreach (var text in edit.Kind == EditKind.AddStatement || document is null ? edit.After : [])
            yield return text;
    }

    private static PolicyType TypeOf(PolicyLayer layer) => layer switch
    {
        PolicyLayer.ServiceControlPolicy => PolicyType.ServiceControlPolicy,
        PolicyLayer.ResourceControlPolicy => PolicyType.ResourceControlPolicy,
        PolicyLayer.PermissionsBoundary => PolicyType.PermissionsBoundary,
        _ => PolicyType.IdentityBased,
    };

    private static PoliciesInEffect Apply(PoliciesInEffect policies, PolicyEdit edit) => edit.Layer switch
    {
        PolicyLayer.ServiceControlPolicy => policies with { ServiceControlPolicies = Levels(policies.ServiceControlPolicies, edit) },
        PolicyLayer.ResourceControlPolicy => policies with { ResourceControlPolicies = Levels(policies.ResourceControlPolicies, edit) },
        PolicyLayer.PermissionsBoundary => policies with { Boundary = List([policies.Boundary!], edit)[0] },
        _ => policies with { Identity = List(policies.Identity, edit) },
    };

    // A policy that is attached at several places changes at all of them; a new one is attached at one.
    private static ImmutableArray<OrganizationLevel>? Levels(ImmutableArray<OrganizationLevel>? levels, PolicyEdit edit) =>
        [.. levels!.Value.Select(level => edit.Kind == EditKind.AddPolicy && level.TargetId != edit.TargetId ? level : level with { Policies = List(level.Policies, edit) })];

    private static ImmutableArray<SourcedPolicy> List(ImmutableArray<SourcedPolicy> policies, PolicyEdit edit) => edit.Kind switch
    {
        EditKind.AddPolicy => policies.Add(new SourcedPolicy(edit.Policy, Read(hasVariables: true, edit.After, edit.Layer))),
        EditKind.Detach => policies.RemoveAll(policy => policy.Source.Id == edit.Policy.Id),
        _ => [.. policies.Select(policy => policy.Source.Id == edit.Policy.Id ? policy with { Document = Read(policy.Document.HasVariables, StatementsAfter(policy.Document, edit), edit.Layer) } : policy)],
    };

    /// <summary>A document with these statements, as a policy of a layer.</summary>
    public static PolicyDocument Read(bool hasVariables, IEnumerable<string> statements, PolicyLayer layer) => PolicyParser.Parse(TextOf(hasVariables, statements), TypeOf(layer));
}
