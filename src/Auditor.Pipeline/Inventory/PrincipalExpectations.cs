using System.Collections.Immutable;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Inventory;

/// <summary>What the configuration says of principals; where there is none, what holds without. Safe from any thread.</summary>
/// <param name="configuration">The configuration, or null.</param>
/// <param name="payer">The payer's account id, or null if unknown.</param>
internal sealed class PrincipalExpectations(Configuration? configuration, string? payer)
{
    private readonly ExpectationSet? expectations = configuration is null ? null : new ExpectationSet(configuration, ProfileCatalog.Default);
    private readonly string? ownerTag = configuration?.Owners?.Tag;

    /// <summary>What is expected of a principal.</summary>
    public PrincipalExpectation Of(Principal principal) => expectations?.For(FactsOf(principal), payer) ?? PrincipalExpectation.None;

    /// <summary>True if the configuration names the principal, even if that gives it nothing.</summary>
    public bool IsMentioned(Principal principal) => expectations?.Mentions(FactsOf(principal)) == true;

    /// <summary>True if the configuration says so; where it does not say who is, an Allow of everything without boundary decides.</summary>
    public bool IsAdministrator(Principal principal) =>
        expectations?.IsAdministrator(principal.Arn)
        ?? (principal.Boundary is null && principal.Policies.Any(policy => DocumentFacts.Of(policy.Document).AllowsEverything));

    /// <summary>The owner whom the principal's tag names; null without such a tag.</summary>
    public string? TaggedOwnerOf(Principal principal)
    {
        // IAM takes tag keys that differ in case only for the same.
        var value = ownerTag is null ? null : principal.Tags.FirstOrDefault(entry => entry.Key.Equals(ownerTag, StringComparison.OrdinalIgnoreCase)).Value;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>What the configuration's author should know.</summary>
    public ImmutableArray<string> Notes() => expectations is null ? [] : [.. expectations.Notes().Select(note => $"{note.Path}: {note.Message}")];

    private static PrincipalFacts FactsOf(Principal principal) => new()
    {
        Arn = principal.Arn,
        AccountId = principal.Account,
        Kind = principal.Kind,
        PermissionSetName = principal.PermissionSet,
        Tags = principal.Tags,
    };
}
