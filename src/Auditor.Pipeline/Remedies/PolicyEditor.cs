using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>Applies edits to a copy of the policies in effect.</summary>
internal static class PolicyEditor
{
    private static readonly EditedDocuments Documents = new();

    /// <summary>The policies after the edits. Where a policy is attached it is read once, however many edits it has.</summary>
    public static PoliciesInEffect Apply(PoliciesInEffect policies, IReadOnlyCollection<PolicyEdit> edits) => edits.Count == 0
        ? policies
        : edits.GroupBy(edit => (edit.Policy.Id, edit.Kind == EditKind.Detach)).Aggregate(policies, (edited, same) => Apply(edited, [.. same]));

    /// <summary>True if one of the policies is this one.</summary>
    public static bool Has(PoliciesInEffect policies, string id) => policies.Identity.Any(policy => policy.Source.Id == id)
        || policies.Boundary?.Source.Id == id
        || (policies.ServiceControlPolicies ?? []).Concat(policies.ResourceControlPolicies ?? []).SelectMany(level => level.Policies).Any(policy => policy.Source.Id == id);

    /// <summary>The text of a document with these statements.</summary>
    public static string TextOf(bool hasVariables, IEnumerable<string> statements)
    {
        // Written in one go: whoever looks for a remedy writes far more documents than he keeps.
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture);
        text.AppendLiteral(hasVariables ? "{\"Version\":\"2012-10-17\",\"Statement\":[" : "{\"Statement\":[");
        var separator = "";
        foreach (var statement in statements)
        {
            text.AppendLiteral(separator);
            text.AppendLiteral(statement);
            separator = ",";
        }

        text.AppendLiteral("]}");
        return text.ToStringAndClear();
    }

    /// <summary>The statements of a policy after edits that change it.</summary>
    /// <param name="document">The policy; null for one that the first edit adds.</param>
    /// <param name="edits">The edits in their order.</param>
    public static IReadOnlyList<string> StatementsAfter(PolicyDocument? document, IEnumerable<PolicyEdit> edits)
    {
        List<string> statements = [.. (document?.Statements ?? []).Select(statement => statement.Text)];
        foreach (var edit in edits)
        {
            if (edit.Kind == EditKind.ReplaceStatement)
                statements = [.. statements.SelectMany(text => text == edit.Before!.Text ? edit.After : [text])];
            else
                statements.AddRange(edit.After);
        }

        return statements;
    }

    /// <summary>A document with these statements, as a policy of a layer.</summary>
    public static PolicyDocument Read(bool hasVariables, IEnumerable<string> statements, PolicyLayer layer) => Documents.Read(TextOf(hasVariables, statements), TypeOf(layer));

    private static PolicyType TypeOf(PolicyLayer layer) => layer switch
    {
        PolicyLayer.ServiceControlPolicy => PolicyType.ServiceControlPolicy,
        PolicyLayer.ResourceControlPolicy => PolicyType.ResourceControlPolicy,
        PolicyLayer.PermissionsBoundary => PolicyType.PermissionsBoundary,
        _ => PolicyType.IdentityBased,
    };

    private static PoliciesInEffect Apply(PoliciesInEffect policies, ImmutableArray<PolicyEdit> edits) => edits[0].Layer switch
    {
        PolicyLayer.ServiceControlPolicy => policies with { ServiceControlPolicies = Levels(policies.ServiceControlPolicies, edits) },
        PolicyLayer.ResourceControlPolicy => policies with { ResourceControlPolicies = Levels(policies.ResourceControlPolicies, edits) },
        // A managed policy can be a principal's boundary and one of its own: it changes as both.
        _ => policies with { Identity = List(policies.Identity, edits, PolicyLayer.Identity), Boundary = BoundaryAfter(policies.Boundary, edits) },
    };

    /// <summary>The boundary after edits of one policy, which may be another; to detach a policy leaves it the boundary that it is.</summary>
    private static SourcedPolicy? BoundaryAfter(SourcedPolicy? boundary, ImmutableArray<PolicyEdit> edits) =>
        boundary is null || edits[0].Kind is EditKind.AddPolicy or EditKind.Detach ? boundary : List([boundary], edits, PolicyLayer.PermissionsBoundary)[0];

    // A policy that is attached at several places changes at all of them; a new one is attached at one. Whom no such policy binds it does not concern: one remedy may be for
    // the roles of a permission set in the payer and in other accounts.
    private static ImmutableArray<OrganizationLevel>? Levels(ImmutableArray<OrganizationLevel>? levels, ImmutableArray<PolicyEdit> edits) => levels is not { } all
        ? null
        : [.. all.Select(level => edits[0].Kind == EditKind.AddPolicy && level.TargetId != edits[0].TargetId ? level : level with { Policies = List(level.Policies, edits, edits[0].Layer) })];

    /// <summary>The policies of a layer or level after edits of one of them: all detach it, or none does and the first may add it.</summary>
    private static ImmutableArray<SourcedPolicy> List(ImmutableArray<SourcedPolicy> policies, ImmutableArray<PolicyEdit> edits, PolicyLayer layer)
    {
        var source = edits[0].Policy;
        return edits[0].Kind switch
        {
            EditKind.AddPolicy => policies.Add(new SourcedPolicy(source, Read(hasVariables: true, StatementsAfter(null, edits), layer))),
            EditKind.Detach => policies.RemoveAll(policy => policy.Source.Id == source.Id),
            _ when policies.All(policy => policy.Source.Id != source.Id) => policies,
            _ => [.. policies.Select(policy => policy.Source.Id == source.Id ? policy with { Document = Read(policy.Document.HasVariables, StatementsAfter(policy.Document, edits), layer) } : policy)],
        };
    }
}
