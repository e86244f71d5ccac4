namespace Auditor.Pipeline.Expect;

/// <summary>Where the owner of a principal is told.</summary>
/// <param name="Tag">The key of the tag whose value is the owner.</param>
public sealed record Owners(string Tag);
