using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>The Billing Conductor actions that are authorized on one resource type, and the resources of that type.</summary>
/// <param name="Type">The resource type; null for the actions that have none.</param>
/// <param name="Actions">The actions as bits.</param>
/// <param name="Arns">The resources; <c>*</c> without a type.</param>
internal sealed record ConductorQuestion(string? Type, ulong Actions, ImmutableArray<string> Arns)
{
    /// <summary>The resource that stands for those to come; the first if none does.</summary>
    public string Newest { get; } = Arns.FirstOrDefault(ResourceCatalogue.IsProbe) ?? Arns[0];
}
