using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>A change of what a role or user may do, which somebody may certainly make.</summary>
/// <param name="Permission">That he may.</param>
/// <param name="Change">Names the change; the same for all that have the same effect.</param>
/// <param name="Phrase">What he does, as in "may …"; <c>{0}</c> stands for whom he changes.</param>
/// <param name="Apply">Makes the change.</param>
internal sealed record AccessChange(Permission Permission, string Change, string Phrase, Func<PoliciesInEffect, PoliciesInEffect> Apply)
{
    /// <summary>True if it takes a policy away, which may be half of a way.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>The change that lets everything be allowed, however it is written.</summary>
    public const string AllowAll = "allow all";

    private const string Everything = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    private static readonly SourcedPolicy AllowEverything =
        new(new PolicySource("new policy", "new policy"), PolicyParser.Parse(Everything, PolicyType.IdentityBased));

    private static readonly PolicyDocument BoundaryOfEverything = PolicyParser.Parse(Everything, PolicyType.PermissionsBoundary);

    /// <summary>A policy that allows everything comes to the others.</summary>
    public static PoliciesInEffect WithEverything(PoliciesInEffect policies) => With(policies, [AllowEverything]);

    /// <summary>Policies come to the others.</summary>
    public static PoliciesInEffect With(PoliciesInEffect policies, IEnumerable<SourcedPolicy> more) => policies with { Identity = [.. policies.Identity, .. more] };

    /// <summary>A policy goes.</summary>
    public static PoliciesInEffect Without(PoliciesInEffect policies, string policyId) =>
        policies with { Identity = policies.Identity.RemoveAll(policy => policy.Source.Id == policyId) };

    /// <summary>There is no boundary any more, or one that allows everything.</summary>
    public static PoliciesInEffect WithoutBoundary(PoliciesInEffect policies) => policies with { Boundary = null };

    /// <summary>A managed policy says something else wherever it stands; null means that it allows everything.</summary>
    public static PoliciesInEffect Rewritten(PoliciesInEffect policies, string policyArn, PolicyDocument? text) => policies with
    {
        Identity = [.. policies.Identity.Select(policy => policy.Source.Id == policyArn ? policy with { Document = text ?? AllowEverything.Document } : policy)],
        Boundary = policies.Boundary is { } boundary && boundary.Source.Id == policyArn ? boundary with { Document = text ?? BoundaryOfEverything } : policies.Boundary,
    };
}
