using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Bench;

/// <summary>A role such as organizations have: three policies with eight statements, a boundary, and service control policies on five levels.</summary>
internal static class BillingRole
{
    private const string Account = "111122223333";

    /// <summary>The largest of its policies, as text.</summary>
    public const string PolicyText =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "Read", "Effect": "Allow", "Action": ["billingconductor:Get*", "billingconductor:List*"], "Resource": "*"},
          {"Sid": "Groups", "Effect": "Allow", "Action": ["billingconductor:UpdateBillingGroup", "billingconductor:AssociateAccounts"],
           "Resource": "arn:aws:billingconductor::111122223333:billinggroup/*"},
          {"Sid": "Team", "Effect": "Allow", "Action": "billingconductor:*", "Resource": "*",
           "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}, "Bool": {"aws:MultiFactorAuthPresent": "true"}}},
          {"Sid": "Plans", "Effect": "Deny", "Action": "billingconductor:DeletePricingPlan", "Resource": "*",
           "Condition": {"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}}}]}
        """;

    private const string Other =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"]},
          {"Effect": "Allow", "Action": ["ce:*", "cur:Describe*", "pricing:*"], "Resource": "*"}]}
        """;

    private const string Limit =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"},
          {"Effect": "Deny", "Action": ["iam:CreateUser", "iam:CreateAccessKey"], "Resource": "*"}]}
        """;

    private const string Everything = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

    private const string Guard =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Deny", "NotAction": ["iam:*", "sts:*", "billingconductor:*"], "Resource": "*",
           "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}},
          {"Effect": "Deny", "Action": "billingconductor:*", "Resource": "*",
           "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/billing-*", "arn:aws:iam::*:role/security-*"]}}}]}
        """;

    private static readonly GivenContext Context = new(new Dictionary<string, ContextValue>
    {
        ["aws:PrincipalArn"] = ContextValue.Of($"arn:aws:iam::{Account}:role/billing-operator"),
        ["aws:PrincipalTag/team"] = ContextValue.Of("billing"),
        ["aws:ResourceTag/team"] = ContextValue.Of("payments"),
        ["aws:MultiFactorAuthPresent"] = ContextValue.Of("true"),
        ["aws:RequestedRegion"] = ContextValue.Of("us-east-1"),
        ["aws:SourceIp"] = ContextValue.Of("203.0.113.10"),
    });

    /// <summary>Everything that has a say in its requests.</summary>
    public static PoliciesInEffect Policies { get; } = new()
    {
        Identity = [Read("operator", PolicyText, PolicyType.IdentityBased), Read("reports", Other, PolicyType.IdentityBased), Read("more", Other, PolicyType.IdentityBased)],
        Boundary = Read("boundary", Limit, PolicyType.PermissionsBoundary),
        ServiceControlPolicies = Levels("r-root", "ou-root-00000001", "ou-root-00000002", "ou-root-00000003", Account),
    };

    /// <summary>One request for each Billing Conductor action.</summary>
    public static ImmutableArray<AccessRequest> Requests { get; } =
    [
        .. ServiceCatalog.Default.BillingConductorActions.Select(action => new AccessRequest
        {
            Action = action.FullName,
            Resource = action.AuthorizedTypes.IsEmpty ? "*" : $"arn:aws:billingconductor::{Account}:billinggroup/example123",
            Context = Context,
            PrincipalArn = $"arn:aws:iam::{Account}:role/billing-operator",
        }),
    ];

    private static ImmutableArray<OrganizationLevel> Levels(params ReadOnlySpan<string> targets)
    {
        var levels = ImmutableArray.CreateBuilder<OrganizationLevel>(targets.Length);
        foreach (var target in targets)
            levels.Add(new OrganizationLevel(target, [Read("everything", Everything, PolicyType.ServiceControlPolicy), Read("guard", Guard, PolicyType.ServiceControlPolicy)]));
        return levels.MoveToImmutable();
    }

    private static SourcedPolicy Read(string name, string text, PolicyType type) => new(new PolicySource(name, name), PolicyParser.Parse(text, type));
}
