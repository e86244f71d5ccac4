namespace Auditor.Pipeline.Expect;

/// <summary>A context key whose value the task itself determines, e.g. `iam:PassedToService` = `budgets.amazonaws.com`.</summary>
public sealed record FixedContextValue(string Key, string Value);
