using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A policy embedded in a user, a group or a role.</summary>
/// <param name="Name">Its name, unique within its holder.</param>
/// <param name="Document">What it says; shared between all holders of the same text.</param>
public sealed record InlinePolicy(string Name, PolicyDocument Document);
