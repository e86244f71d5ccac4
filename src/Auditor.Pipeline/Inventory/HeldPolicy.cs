using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>A policy as a principal holds it.</summary>
/// <param name="Reference">Which policy.</param>
/// <param name="Document">What it says; shared between all who hold the same text.</param>
public sealed record HeldPolicy(PolicyReference Reference, PolicyDocument Document)
{
    /// <summary>The policy as the engine takes it.</summary>
    public SourcedPolicy Sourced { get; } = new(new PolicySource(Reference.Id, Reference.Name), Document);
}
