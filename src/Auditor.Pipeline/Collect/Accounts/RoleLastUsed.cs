namespace Auditor.Pipeline.Collect;

/// <summary>When and where a role was last used.</summary>
/// <remarks>
/// AWS reports the trailing 400 days only. Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html"/>.
/// </remarks>
/// <param name="Date">The time; null means not used in the tracking period, never "never used".</param>
/// <param name="Region">The Region of the call, or null.</param>
public sealed record RoleLastUsed(DateTimeOffset? Date, string? Region);
