using System.Collections.Frozen;
using System.Text.Json;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>The member names that AWS's answers repeat a million times, each as one string.</summary>
internal static class MemberNames
{
    private const int Longest = 40;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker", "NextToken",
        "Path", "UserName", "UserId", "GroupName", "GroupId", "RoleName", "RoleId", "Arn", "CreateDate", "UpdateDate", "Tags", "Key", "Value",
        "UserPolicyList", "GroupPolicyList", "RolePolicyList", "PolicyName", "PolicyDocument", "AttachedManagedPolicies", "PolicyArn",
        "GroupList", "AssumeRolePolicyDocument", "InstanceProfileList", "PermissionsBoundary", "PermissionsBoundaryType",
        "PermissionsBoundaryArn", "RoleLastUsed", "LastUsedDate", "Region", "PolicyId", "DefaultVersionId", "AttachmentCount",
        "PermissionsBoundaryUsageCount", "IsAttachable", "PolicyVersionList", "VersionId", "IsDefaultVersion", "Document", "Description",
        "Id", "Name", "Email", "Status", "State", "JoinedMethod", "JoinedTimestamp", "Paths", "ParentId", "PolicySummary", "Content",
        "Targets", "TargetId", "Type", "AwsManaged", "PolicyTypes", "ServiceNamespace", "ServiceName", "LastAuthenticated",
        "eventVersion", "userIdentity", "type", "principalId", "arn", "accountId", "userName", "sessionContext", "sessionIssuer",
        "attributes", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage",
        "requestParameters", "responseElements", "requestID", "eventID", "readOnly", "eventType", "managementEvent",
        "recipientAccountId", "eventCategory").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name at the reader's place, or null if it is one of the few that a snapshot does not know.</summary>
    public static string? Find(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > Longest)
            return null;
        Span<char> name = stackalloc char[Longest];
        var length = reader.CopyString(name);
        return Known.TryGetValue(name[..length], out var known) ? known : null;
    }
}
