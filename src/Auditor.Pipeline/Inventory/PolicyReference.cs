namespace Auditor.Pipeline.Inventory;

/// <summary>Names one policy, for people and for finding ids.</summary>
public sealed record PolicyReference
{
    /// <summary>What reports show: the ARN; for an inline policy its holder's ARN, a space and its name.</summary>
    public required string Id { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who wrote it and where it lives.</summary>
    public required PolicyOrigin Origin { get; init; }

    /// <summary>The account it lives in; of an AWS managed policy the account that it is attached in.</summary>
    public required string Account { get; init; }

    /// <summary>What the subject of findings about an inline policy begins with: its holder's; null for a managed policy.</summary>
    public string? HolderKey { get; init; }

    /// <summary>The subject of findings about it; stable when the holder is created again under the same name by Identity Center.</summary>
    public string SubjectKey => HolderKey is null ? Id : HolderKey + Name;

    /// <summary>The version in force; null for inline policies.</summary>
    public string? VersionId { get; init; }

    /// <summary>The version that has to go before another one can be made; null if none has to, and for inline policies.</summary>
    public string? ExpendableVersionId { get; init; }

    /// <summary>When the version in force was made; null for inline policies and where AWS does not say.</summary>
    public DateTimeOffset? VersionDate { get; init; }

    /// <summary>True for AWS's job function Billing, which sounds like Billing Conductor and grants none of it.</summary>
    public bool IsJobFunctionBilling => Id.EndsWith(":iam::aws:policy/job-function/Billing", StringComparison.Ordinal);

    /// <summary>True unless AWS wrote it.</summary>
    public bool IsCustomerWritten => Origin != PolicyOrigin.AwsManaged;
}
