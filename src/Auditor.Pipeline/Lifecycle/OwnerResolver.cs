using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Tells who answers for a principal: the assignment that gives its profiles, else its tag. Whoever may only set tags cannot take an assigned principal away from its owner.</summary>
internal sealed class OwnerResolver(AuditFacts facts)
{
    private readonly string? tag = facts.Configuration?.Owners?.Tag;

    /// <summary>The principal with its owner; as it is if nobody is named.</summary>
    public FindingPrincipal Of(FindingPrincipal principal) => OwnerOf(principal.Arn) is { } owner ? principal with { Owner = owner } : principal;

    private string? OwnerOf(string arn)
    {
        if (facts.Find(arn) is not { } assessed)
            return null;
        if (assessed.Expectation.Owner is { } assigned)
            return assigned;
        // IAM takes tag keys that differ in case only for the same.
        var value = tag is null ? null : assessed.Principal.Tags.FirstOrDefault(entry => entry.Key.Equals(tag, StringComparison.OrdinalIgnoreCase)).Value;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
