using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>A profile that the configuration defines, as written.</summary>
/// <param name="Id">Its name; never that of a built-in profile.</param>
public sealed record OwnProfile(string Id)
{
    /// <summary>The profiles, built in or own, whose tasks and permissions it includes.</summary>
    public ImmutableArray<string> Extends { get; init; } = [];

    /// <summary>The ids of its own tasks.</summary>
    public ImmutableArray<string> Tasks { get; init; } = [];

    /// <summary>Actions, or patterns of actions, that it permits without requiring them.</summary>
    public ImmutableArray<string> Permits { get; init; } = [];
}
