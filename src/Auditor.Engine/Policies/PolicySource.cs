namespace Auditor.Engine.Policies;

/// <summary>Where a policy stands.</summary>
/// <param name="Id">What identifies it in reports: its ARN; for an inline policy its holder's ARN and name; in a simulation its place in the input.</param>
/// <param name="Name">Its name, for people.</param>
public sealed record PolicySource(string Id, string Name);

/// <summary>A policy document in its place.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Document">What it says.</param>
public sealed record SourcedPolicy(PolicySource Source, PolicyDocument Document);
