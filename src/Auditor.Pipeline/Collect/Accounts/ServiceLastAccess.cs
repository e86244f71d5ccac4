namespace Auditor.Pipeline.Collect;

/// <summary>When a principal last tried to use a service; denied attempts count too.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceLastAccessed.html"/>.
/// </remarks>
/// <param name="Service">The service's prefix, e.g. <c>billingconductor</c>.</param>
/// <param name="LastAuthenticated">The time of the last attempt; null if there was none in the tracking period.</param>
public sealed record ServiceLastAccess(string Service, DateTimeOffset? LastAuthenticated);
