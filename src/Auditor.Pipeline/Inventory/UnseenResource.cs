using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>A resource whose own policy has a say in who works on it, and is not in the snapshot.</summary>
/// <param name="Arn">The resource.</param>
/// <param name="Account">The account that it belongs to.</param>
/// <param name="ResourceControlPolicies">The resource control policies over that account; null if none that is known has a say.</param>
internal sealed record UnseenResource(string Arn, string Account, ImmutableArray<OrganizationLevel>? ResourceControlPolicies)
{
    /// <summary>What its policy may say: anything.</summary>
    public SourcedPolicy Policy { get; } = new(new PolicySource(Arn + " resource policy", "resource policy"), PolicyDocument.Unread(PolicyType.ResourceBased, "the resource's own policy is not in the snapshot"));
}
