namespace Auditor.Pipeline.Explain;

/// <summary>A request that somebody made or would like to make.</summary>
/// <param name="Principal">Its ARN as AWS wrote it: of a role, of a user, or of a role's session; an IAM id such as <c>AROA…</c> serves too.</param>
/// <param name="Action">The action by its full name, e.g. <c>billingconductor:UpdateBillingGroup</c>.</param>
/// <param name="Resource">The resource's ARN; null asks about every resource of the action.</param>
public sealed record ExplainQuestion(string Principal, string Action, string? Resource);
