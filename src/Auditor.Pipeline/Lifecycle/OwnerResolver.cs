using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Tells who answers for a principal: the assignment that gives its profiles, else its tag. Whoever may only set tags cannot take an assigned principal away from its owner.</summary>
internal sealed class OwnerResolver(AuditFacts facts)
{
    // There may be a million principals to ask for.
    private readonly bool hasOwners = facts.Configuration is { } configuration && (configuration.Owners is not null || configuration.Assignments.Any(assignment => assignment.Owner is not null));

    /// <summary>The principal with its owner; as it is if nobody is named.</summary>
    public FindingPrincipal Of(FindingPrincipal principal) => hasOwners && OwnerOf(principal.Arn) is { } owner ? principal with { Owner = owner } : principal;

    private string? OwnerOf(string arn) => facts.Find(arn) is { } assessed ? assessed.Expectation.Owner ?? assessed.TaggedOwner : null;
}
