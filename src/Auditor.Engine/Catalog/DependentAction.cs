namespace Auditor.Engine.Catalog;

/// <summary>An action that AWS checks besides the one that was called.</summary>
/// <param name="Action">The full name, e.g. `organizations:ListAccounts`.</param>
/// <param name="When">The circumstance in which it is checked, for people to read; null if always.</param>
public sealed record DependentAction(string Action, string? When);
