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

    private static PoliciesInEffect Apply(PoliciesInEffect policies, PolicyEdit edit) => edit.Layer switch
    {
        PolicyLayer.ServiceControlPolicy => policies with { ServiceControlPolicies = Levels(policies.ServiceControlPolicies, edit) },
        PolicyLayer.ResourceControlPolicy => policies with { ResourceControlPolicies = Levels(policies.ResourceControlPolicies, edit) },
        PolicyLayer.PermissionsBoundary => policies with { Boundary = List([policies.Boundary!], edit, PolicyType.PermissionsBoundary)[0] },
        _ => policies with { Identity = List(policies.Identity, edit, PolicyType.IdentityBased) },
    };

    private static ImmutableArray<OrganizationLevel>? Levels(ImmutableArray<OrganizationLevel>? levels, PolicyEdit edit)
    {
        var type = edit.Layer == PolicyLayer.ServiceControlPolicy ? PolicyType.ServiceControlPolicy : PolicyType.ResourceControlPolicy;
        // A policy that is attached at several places changes at all of them; a new one is attached at one.
        return [.. levels!.Value.Select(level => edit.Kind == EditKind.AddPolicy && level.TargetId != edit.TargetId ? level : level with { Policies = List(level.Policies, edit, type) })];
    }

    private static ImmutableArray<SourcedPolicy> List(ImmutableArray<SourcedPolicy> policies, PolicyEdit edit, PolicyType type) => edit.Kind switch
    {
        EditKind.AddPolicy => policies.Add(new SourcedPolicy(edit.Policy, Read(hasVariables: true, edit.After, type))),
        EditKind.Detach => policies.RemoveAll(policy => policy.Source.Id == edit.Policy.Id),
        _ => [.. policies.Select(policy => policy.Source.Id == edit.Policy.Id ? policy with { Document = Read(policy.Document.HasVariables, StatementsAfter(policy.Document, edit), type) } : policy)],
    };

    private static PolicyDocument Read(bool hasVariables, IEnumerable<string> statements, PolicyType type) => PolicyParser.Parse(TextOf(hasVariables, statements), type);
}
