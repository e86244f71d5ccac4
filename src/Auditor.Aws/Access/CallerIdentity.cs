namespace Auditor.Aws.Access;

/// <summary>Whose credentials the product was given.</summary>
/// <param name="Account">The account's twelve digits.</param>
/// <param name="Arn">The caller's ARN.</param>
/// <param name="Partition">The partition, e.g. <c>aws</c>.</param>
public sealed record CallerIdentity(string Account, string Arn, string Partition);
