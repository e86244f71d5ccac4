namespace Auditor.Engine.Policies;

/// <summary>Something noticed while a policy document was read.</summary>
/// <param name="IsError">
/// An error makes a statement, or the whole document, unreadable: it may then allow and may deny anything. A remark changes no verdict.
/// </param>
/// <param name="Message">What is wrong, lower case, without a final period, with the input in backticks.</param>
/// <param name="Position">Where, in the document's own text.</param>
public sealed record PolicyProblem(bool IsError, string Message, TextPosition Position);
