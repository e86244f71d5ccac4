using Amazon.Runtime;

namespace Auditor.Aws.Access;

/// <summary>How the product gets to AWS and into the organization's accounts.</summary>
public sealed record AwsAccessOptions
{
    /// <summary>The role that accounts created through AWS Organizations have.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html"/>.</remarks>
    public const string DefaultRoleName = "OrganizationAccountAccessRole";

    /// <summary>The role to assume in every account but the caller's own; a path before it is allowed, as in <c>audit/Reader</c>.</summary>
    public string RoleName { get; init; } = DefaultRoleName;

    /// <summary>The external id that the role asks for, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The session policy, which narrows what the role may do; null passes none. By default only what this product calls.</summary>
    public string? SessionPolicy { get; init; } = ReadOnlySession.Policy;

    /// <summary>The Region whose STS endpoint is asked, or null for the environment's, else us-east-1. It also tells the partition.</summary>
    public string? Region { get; init; }

    /// <summary>An address that stands for all of AWS, as a test server's; null asks AWS, or what AWS_ENDPOINT_URL names.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The credentials to begin with; null takes the SDK's own chain.</summary>
    internal AWSCredentials? Credentials { get; init; }

    /// <summary>Multiplies AWS's published call rates; less than 1 leaves room for others.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>The name of the sessions, as CloudTrail shows it in the accounts that are read.</summary>
    public string SessionName { get; init; } = "auditor";
}
