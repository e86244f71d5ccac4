using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>One request in the form of AWS's <c>SimulateCustomPolicy</c>, read and compiled.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html"/>.</remarks>
public sealed record SimulationRequest
{
    /// <summary>The policies, each named by its place in the input, e.g. <c>PolicyInputList.1</c>.</summary>
    public required PoliciesInEffect Policies { get; init; }

    /// <summary>Actions in request order.</summary>
    public required ImmutableArray<string> ActionNames { get; init; }

    /// <summary>Resources in request order; null when none was given, which means <c>*</c>.</summary>
    public ImmutableArray<string>? ResourceArns { get; init; }

    /// <summary>The context, exactly as given.</summary>
    public required RequestContext Context { get; init; }

    /// <summary>Who calls, or null.</summary>
    public string? CallerArn { get; init; }

    /// <summary>The account that owns the resources, or null for the caller's own.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>True if organization policies were given, even if the list of levels was empty.</summary>
    public bool HasOrganization { get; init; }

    /// <summary>Policies that were given as text: only for them positions say something.</summary>
    public required ImmutableHashSet<string> PoliciesWithPositions { get; init; }
}
