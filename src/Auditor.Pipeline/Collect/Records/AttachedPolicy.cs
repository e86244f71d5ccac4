namespace Auditor.Pipeline.Collect;

/// <summary>A managed policy's attachment to a principal or a group.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPolicy.html"/>.</remarks>
/// <param name="Name">The policy's name.</param>
/// <param name="Arn">The policy's ARN, which need not be among the account's managed policies.</param>
public sealed record AttachedPolicy(string Name, string Arn);
