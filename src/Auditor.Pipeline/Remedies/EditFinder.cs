using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Remedies;

/// <summary>Finds the edit that takes one blocker out of the way of one principal, and of nobody else.</summary>
/// <param name="request">What is to be allowed.</param>
/// <param name="policies">The policies in effect.</param>
/// <param name="keepsRest">True if what else a Deny statement denies the principal stays denied, at the price of a longer policy.</param>
/// <param name="full">The ids of policies that nothing more fits into.</param>
internal sealed class EditFinder(RemedyRequest request, PoliciesInEffect policies, bool keepsRest, ImmutableHashSet<string> full)
{
    /// <summary>The name that Identity Center gives the inline policy of a permission set.</summary>
    public const string IdentityCenterPolicy = "AwsSSOInlinePolicy";

    /// <summary>True if an edit that was found would read otherwise with the other value of <c>keepsRest</c>.</summary>
    public bool HasChoice { get; private set; }

    /// <summary>The edit; null if there is none.</summary>
    public PolicyEdit? Find(Blocker blocker) => blocker switch
    {
        { Certainty: not Truth.Yes } => null,
        // Nobody but AWS can change it, and which boundary should take its place is not for us to say.
        { Layer: PolicyLayer.PermissionsBoundary } when IsAwsManaged(policies.Boundary!.Source) => null,
        { IsExplicit: true, Statement: { IsUnreadable: false } statement, Policy: { } policy } => OfDeny(blocker, policy, statement),
        { IsExplicit: true } => null,
        { Layer: PolicyLayer.Identity } => OfIdentity(),
        { Layer: PolicyLayer.PermissionsBoundary } => Add(blocker.Layer, policies.Boundary!, null, request.ResourcesToAllow()),
        { Layer: PolicyLayer.ServiceControlPolicy, TargetId: { } target } => OfLevel(target),
        _ => null,
    };

    private PolicyEdit? OfDeny(Blocker blocker, PolicySource policy, Statement statement)
    {
        if (blocker.Layer == PolicyLayer.Identity && IsAwsManaged(policy))
            return request.Principal.Holdings.FromGroups.Contains(policy.Id) ? null : new PolicyEdit(EditKind.Detach, blocker.Layer, policy, null, null, []);
        // One over another account's resource is none of the principal's own.
        if (blocker.Layer == PolicyLayer.ResourceControlPolicy && !PolicyEditor.Has(policies, policy.Id))
            return null;
        var left = ActionSubtraction.Of(statement, request.Action);
        // Nobody else is bound by the statement: what is left of it needs no exception. Where nothing might be left of a policy, its group would have to lose it.
        var isOwn = (StatementJson.IsOnlyFor(statement, request.PrincipalPattern) && !request.Principal.Holdings.FromGroups.Contains(policy.Id))
            || (blocker.Layer == PolicyLayer.Identity && policy.Id.StartsWith(request.Principal.Arn + " ", StringComparison.Ordinal) && left is not null);
        var only = isOwn ? null : request.PrincipalPattern;
        var after = ImmutableArray.CreateBuilder<string>();
        var deniesElsewhere = DeniesElsewhere(statement);
        HasChoice |= !isOwn && (left is { IsEmpty: false } || deniesElsewhere);
        if (!isOwn)
            after.Add(StatementJson.Exempting(statement, request.PrincipalPattern));
        if ((isOwn || keepsRest) && left is { IsEmpty: false })
            after.Add(StatementJson.WithActions(statement, left.IsNot, left.Patterns, only));
        if ((isOwn || keepsRest) && deniesElsewhere)
            after.Add(StatementJson.DenyElsewhere(statement, request.Action, request.ResourcesToAllow(), only));
        return new PolicyEdit(EditKind.ReplaceStatement, blocker.Layer, policy, blocker.TargetId, statement, after.ToImmutable());
    }

    /// <summary>True if the action was denied everywhere and is to be allowed on one resource; an element Principal makes that harder to say.</summary>
    private bool DeniesElsewhere(Statement statement) =>
        request.Resource is not null and not "*" && statement is { Principal: null, IsNotResource: false } && statement.Resources.Any(pattern => pattern.MatchesEverything);

    private PolicyEdit? OfIdentity()
    {
        if (request.Principal.Kind == PrincipalKind.ServiceLinkedRole)
            return null;
        var name = request.Principal.Kind == PrincipalKind.IdentityCenterRole ? IdentityCenterPolicy : NewName;
        var id = $"{request.Principal.Arn} {name}";
        if (full.Contains(id) && request.Principal.Kind != PrincipalKind.IdentityCenterRole)
            id = $"arn:{request.Partition}:iam::{request.Principal.Account}:policy/{name}";
        return policies.Identity.FirstOrDefault(policy => policy.Source.Id == id) is { } own
            ? Add(PolicyLayer.Identity, own, null, request.ResourcesToAllow(), isOwn: id.Contains(' ', StringComparison.Ordinal))
            : new PolicyEdit(EditKind.AddPolicy, PolicyLayer.Identity, new PolicySource(id, name), null, null, [StatementJson.Make(Effect.Allow, [request.Action], request.ResourcesToAllow())]);
    }

    private PolicyEdit OfLevel(string target)
    {
        var level = policies.ServiceControlPolicies!.Value.First(level => level.TargetId == target);
        if (level.Policies.FirstOrDefault(policy => !IsAwsManaged(policy.Source) && !policy.Document.IsUnreadable && !full.Contains(policy.Source.Id)) is { } own)
            return Add(PolicyLayer.ServiceControlPolicy, own, target, ["*"]);
        var text = StatementJson.Make(Effect.Allow, [request.Action], ["*"], request.PrincipalPattern);
        // No two policies of an organization may have one name, and several levels may need one.
        var name = $"{NewName}-{target}";
        return new PolicyEdit(EditKind.AddPolicy, PolicyLayer.ServiceControlPolicy, new PolicySource($"{target} {name}", name), target, null, [text]);
    }

    private PolicyEdit Add(PolicyLayer layer, SourcedPolicy policy, string? target, ImmutableArray<string> resources, bool isOwn = false) => new(
        EditKind.AddStatement, layer, policy.Source, target, null, [StatementJson.Make(Effect.Allow, [request.Action], resources, isOwn ? null : request.PrincipalPattern)]);

    /// <summary>The name of a policy that allows the action.</summary>
    private string NewName => "Allow" + request.Action[(request.Action.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static bool IsAwsManaged(PolicySource policy) =>
        policy.Id.Contains(":iam::aws:policy/", StringComparison.Ordinal) || policy.Id.Contains(":organizations::aws:policy/", StringComparison.Ordinal);
}
