using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>A policy as a principal holds it.</summary>
/// <param name="reference">Which policy.</param>
/// <param name="document">What it says; shared between all who hold the same text.</param>
public sealed class HeldPolicy(PolicyReference reference, PolicyDocument document)
{
    // Of most policies nobody asks the engine. Two threads may both build it, and either result serves.
    private SourcedPolicy? sourced;

    /// <summary>Which policy.</summary>
    public PolicyReference Reference => reference;

    /// <summary>What it says; shared between all who hold the same text.</summary>
    public PolicyDocument Document => document;

    /// <summary>The policy as the engine takes it.</summary>
    public SourcedPolicy Sourced => sourced ??= new SourcedPolicy(new PolicySource(reference.Id, reference.Name), document);
}
