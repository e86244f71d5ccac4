using System.Runtime.CompilerServices;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>The actions with which somebody can change what he or another may do: a quick look at a document tells who is worth a longer one.</summary>
/// <remarks>Source: the Permissions management actions of <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html"/>.</remarks>
internal static class EscalationActions
{
    public const string PassRole = "iam:PassRole";
    public const string UpdateTrust = "iam:UpdateAssumeRolePolicy";
    public const string CreatePolicy = "iam:CreatePolicy";
    public const string CreateVersion = "iam:CreatePolicyVersion";
    public const string DeleteVersion = "iam:DeletePolicyVersion";
    public const string SetDefaultVersion = "iam:SetDefaultPolicyVersion";
    public const string AddUserToGroup = "iam:AddUserToGroup";
    public const string CreateAccessKey = "iam:CreateAccessKey";
    public const string CreateLoginProfile = "iam:CreateLoginProfile";
    public const string UpdateLoginProfile = "iam:UpdateLoginProfile";
    public const string PutPermissionSetPolicy = "sso:PutInlinePolicyToPermissionSet";
    public const string AttachPermissionSetPolicy = "sso:AttachManagedPolicyToPermissionSet";
    public const string CreateAssignment = "sso:CreateAccountAssignment";

    private static readonly ActionSet Set = new(
    [
        PassRole, UpdateTrust, CreatePolicy, CreateVersion, SetDefaultVersion, AddUserToGroup, CreateAccessKey, CreateLoginProfile, UpdateLoginProfile,
        PutPermissionSetPolicy, AttachPermissionSetPolicy, CreateAssignment,
        "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:PutGroupPolicy",
        "iam:DetachRolePolicy", "iam:DeleteRolePolicy", "iam:DetachUserPolicy", "iam:DeleteUserPolicy", "iam:DetachGroupPolicy", "iam:DeleteGroupPolicy", "iam:RemoveUserFromGroup",
        "iam:PutRolePermissionsBoundary", "iam:DeleteRolePermissionsBoundary", "iam:PutUserPermissionsBoundary", "iam:DeleteUserPermissionsBoundary",
    ]);

    private static readonly Dictionary<string, ulong> Bits =
        Set.Folded.Select((action, bit) => KeyValuePair.Create(action, 1UL << bit)).ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ConditionalWeakTable<PolicyDocument, object> Known = [];

    /// <summary>The bit of one of the actions.</summary>
    public static ulong Bit(string action) => Bits[action];

    /// <summary>The actions that some policy of a principal may allow, resources and conditions aside.</summary>
    public static ulong Of(IEnumerable<HeldPolicy> policies) => policies.Aggregate(0UL, (mask, policy) => mask | Of(policy.Document));

    /// <summary>The same of one document, worked out once.</summary>
    public static ulong Of(PolicyDocument document) => !document.MayNameAny(Set.Services) || !document.MayNameAny(ServiceBits.Changes) ? 0 : (ulong)Known.GetValue(document, static read => Mask(read));

    private static ulong Mask(PolicyDocument document)
    {
        var mask = 0UL;
        foreach (var statement in document.Statements.Where(statement => statement is { IsUnreadable: false, Effect: Effect.Allow }))
            mask |= Set.CoveredBy(statement);

        return mask;
    }
}
