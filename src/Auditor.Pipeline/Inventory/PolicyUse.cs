using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>One policy and who holds it.</summary>
/// <param name="Reference">Which policy.</param>
/// <param name="Document">What it says.</param>
/// <param name="Holders">Who holds it as an identity-based policy, in ordinal order of their ARNs; may be empty.</param>
/// <param name="IsAttached">True if it is attached to a principal or a group: only then can it grant.</param>
public sealed record PolicyUse(PolicyReference Reference, PolicyDocument Document, ImmutableArray<Principal> Holders, bool IsAttached)
{
    /// <summary>What the document says about Billing Conductor.</summary>
    public DocumentFacts Facts => DocumentFacts.Of(Document);
}
