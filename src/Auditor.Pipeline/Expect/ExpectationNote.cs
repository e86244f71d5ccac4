namespace Auditor.Pipeline.Expect;

/// <summary>Something in the configuration that may not be meant, told by the principals that were read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">The place in the configuration, e.g. <c>$.assignments[0].principals[1]</c>.</param>
/// <param name="Value">The pattern, permission set, tag key or tag value.</param>
/// <param name="Message">One phrase for people, lower case, without a final period.</param>
public sealed record ExpectationNote(ExpectationNoteKind Kind, string Path, string Value, string Message)
{
    /// <summary>How many principals carry the tag value; 0 for the other kinds.</summary>
    public int PrincipalCount { get; init; }

    /// <summary>The ARN, first in ordinal order, of a principal that carries the tag value; null for the other kinds.</summary>
    public string? FirstPrincipal { get; init; }

    internal static ExpectationNote UnmatchedPattern(string path, ArnPattern pattern) =>
        new(ExpectationNoteKind.UnmatchedPattern, path, pattern.Text, $"the pattern `{pattern.Text}` matches no principal");

    internal static ExpectationNote UnmatchedPermissionSet(string path, string name) =>
        new(ExpectationNoteKind.UnmatchedPermissionSet, path, name, $"no account has a role of the permission set `{name}`");

    internal static ExpectationNote UnmatchedTag(string path, string key) =>
        new(ExpectationNoteKind.UnmatchedTag, path, key, $"no principal has the tag `{key}`");
}
