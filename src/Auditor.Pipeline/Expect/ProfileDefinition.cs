using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>A named job: the tasks it must be able to do, and what else it may hold.</summary>
/// <param name="Id">The id in auditor.json and in reports, e.g. `abc-viewer`.</param>
/// <param name="Title">What someone with this job does, as a phrase.</param>
public sealed record ProfileDefinition(string Id, string Title)
{
    /// <summary>The ids of the tasks that someone with this job must be able to do.</summary>
    public required ImmutableArray<string> Tasks { get; init; }

    /// <summary>Full names of further actions that the job may hold and does not need.</summary>
    public ImmutableArray<string> Permits { get; init; } = [];
}
