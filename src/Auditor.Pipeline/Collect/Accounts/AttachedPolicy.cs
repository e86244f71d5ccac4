namespace Auditor.Pipeline.Collect;

/// <summary>A managed policy attached to a user, a group or a role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN, by which <see cref="AccountSnapshot.Resolve"/> finds what it says.</param>
public sealed record AttachedPolicy(string Name, string Arn);
