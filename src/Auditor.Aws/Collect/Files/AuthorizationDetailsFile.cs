using System.Text.Json;
using Amazon.IdentityManagement.Model;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes an account's users, groups, roles and policies as <c>aws iam get-account-authorization-details</c> prints them.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html"/>.</remarks>
internal sealed class AuthorizationDetailsFile(Utf8JsonWriter writer)
{
    public void Write(AuthorizationDetails details)
    {
        writer.WriteStartObject();
        writer.Objects("UserDetailList", details.Users, WriteUser);
        writer.Objects("GroupDetailList", details.Groups, WriteGroup);
        writer.Objects("RoleDetailList", details.Roles, WriteRole);
        writer.Objects("Policies", details.Policies, WritePolicy);
        writer.WriteEndObject();
    }

    private void WriteUser(UserDetail user)
    {
        writer.Text("Path", user.Path);
        writer.Text("UserName", user.UserName);
        writer.Text("UserId", user.UserId);
        writer.Text("Arn", user.Arn);
        writer.Time("CreateDate", user.CreateDate);
        writer.Objects("UserPolicyList", user.UserPolicyList, WriteInline);
        writer.List("GroupList", user.GroupList, writer.WriteStringValue);
        writer.Objects("AttachedManagedPolicies", user.AttachedManagedPolicies, WriteAttached);
        WriteBoundary(user.PermissionsBoundary);
        writer.Objects("Tags", user.Tags, WriteTag);
    }

    private void WriteGroup(GroupDetail group)
    {
        writer.Text("Path", group.Path);
        writer.Text("GroupName", group.GroupName);
        writer.Text("GroupId", group.GroupId);
        writer.Text("Arn", group.Arn);
        writer.Time("CreateDate", group.CreateDate);
        writer.Objects("GroupPolicyList", group.GroupPolicyList, WriteInline);
        writer.Objects("AttachedManagedPolicies", group.AttachedManagedPolicies, WriteAttached);
    }

    private void WriteRole(RoleDetail role)
    {
        writer.Text("Path", role.Path);
        writer.Text("RoleName", role.RoleName);
        writer.Text("RoleId", role.RoleId);
        writer.Text("Arn", role.Arn);
        writer.Time("CreateDate", role.CreateDate);
        writer.Document("AssumeRolePolicyDocument", role.AssumeRolePolicyDocument);
        writer.Objects("InstanceProfileList", role.InstanceProfileList, WriteInstanceProfile);
        writer.Objects("RolePolicyList", role.RolePolicyList, WriteInline);
        writer.Objects("AttachedManagedPolicies", role.AttachedManagedPolicies, WriteAttached);
        WriteBoundary(role.PermissionsBoundary);
        writer.Objects("Tags", role.Tags, WriteTag);
        WriteLastUsed(role.RoleLastUsed);
    }

    private void WriteInstanceProfile(InstanceProfile profile)
    {
        writer.Text("Path", profile.Path);
        writer.Text("InstanceProfileName", profile.InstanceProfileName);
        writer.Text("InstanceProfileId", profile.InstanceProfileId);
        writer.Text("Arn", profile.Arn);
        writer.Time("CreateDate", profile.CreateDate);
        writer.Objects("Roles", profile.Roles, WriteProfileRole);
        writer.Objects("Tags", profile.Tags, WriteTag);
    }

    /// <summary>The role inside an instance profile has other members than the same role in the list of roles.</summary>
    private void WriteProfileRole(Role role)
    {
        writer.Text("Path", role.Path);
        writer.Text("RoleName", role.RoleName);
        writer.Text("RoleId", role.RoleId);
        writer.Text("Arn", role.Arn);
        writer.Time("CreateDate", role.CreateDate);
        writer.Document("AssumeRolePolicyDocument", role.AssumeRolePolicyDocument);
        writer.Text("Description", role.Description);
        writer.Number("MaxSessionDuration", role.MaxSessionDuration);
        WriteBoundary(role.PermissionsBoundary);
        writer.Objects("Tags", role.Tags, WriteTag);
        WriteLastUsed(role.RoleLastUsed);
    }

    private void WriteLastUsed(RoleLastUsed? used)
    {
        if (used is null)
            return;
        writer.WriteStartObject("RoleLastUsed");
        writer.Time("LastUsedDate", used.LastUsedDate);
        writer.Text("Region", used.Region);
        writer.WriteEndObject();
    }

    private void WritePolicy(ManagedPolicyDetail policy)
    {
        writer.Text("PolicyName", policy.PolicyName);
        writer.Text("PolicyId", policy.PolicyId);
        writer.Text("Arn", policy.Arn);
        writer.Text("Path", policy.Path);
        writer.Text("DefaultVersionId", policy.DefaultVersionId);
        writer.Number("AttachmentCount", policy.AttachmentCount);
        writer.Number("PermissionsBoundaryUsageCount", policy.PermissionsBoundaryUsageCount);
        writer.Flag("IsAttachable", policy.IsAttachable);
        writer.Text("Description", policy.Description);
        writer.Time("CreateDate", policy.CreateDate);
        writer.Time("UpdateDate", policy.UpdateDate);
        writer.Objects("PolicyVersionList", policy.PolicyVersionList, version =>
        {
            writer.Document("Document", version.Document);
            writer.Text("VersionId", version.VersionId);
            writer.Flag("IsDefaultVersion", version.IsDefaultVersion);
            writer.Time("CreateDate", version.CreateDate);
        });
    }

    private void WriteInline(PolicyDetail policy)
    {
        writer.Text("PolicyName", policy.PolicyName);
        writer.Document("PolicyDocument", policy.PolicyDocument);
    }

    private void WriteAttached(AttachedPolicyType policy)
    {
        writer.Text("PolicyName", policy.PolicyName);
        writer.Text("PolicyArn", policy.PolicyArn);
    }

    private void WriteBoundary(AttachedPermissionsBoundary? boundary)
    {
        if (boundary is null)
            return;
        writer.WriteStartObject("PermissionsBoundary");
        writer.Text("PermissionsBoundaryType", boundary.PermissionsBoundaryType?.Value);
        writer.Text("PermissionsBoundaryArn", boundary.PermissionsBoundaryArn);
        writer.WriteEndObject();
    }

    private void WriteTag(Tag tag)
    {
        writer.Text("Key", tag.Key);
        writer.Text("Value", tag.Value);
    }
}
