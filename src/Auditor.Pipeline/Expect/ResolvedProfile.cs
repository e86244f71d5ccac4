using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>A profile, built in or own, with everything it extends.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tasks">All its tasks, ordinal by id.</param>
/// <param name="Permitted">Needs and companions of its tasks, those of the console included, and what it permits besides.</param>
public sealed record ResolvedProfile(string Id, ImmutableArray<TaskDefinition> Tasks, PermittedActions Permitted);
