namespace Auditor.Pipeline.Distribute;

/// <summary>A policy of an account's result.</summary>
/// <param name="Id">As reports show it: the ARN; for an inline policy its holder's ARN, a space and its name.</param>
/// <param name="IsAttached">True if it is attached to a principal or a group, kept or not.</param>
public sealed record KeptPolicy(string Id, bool IsAttached);
