using System.Security.Cryptography;
using System.Text;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Findings;

public sealed class FindingAssemblerTests
{
    [Fact]
    public void Id_is_a_hash_of_rule_subject_and_matter()
    {
        var finding = new Estate().Role("ops", role => role.Id("AROAOPS").Allow("s3:*"))
            .Assign("arn:aws:iam::*:role/ops", "chargeback-analyst").Audit().Only("BCA101");

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("BCA101\u001FAROAOPS\u001Fread-margins")));
        Assert.Equal("BCA101-" + hash[..12], finding.Id);
    }

    [Fact]
    public void More_principals_change_neither_id_nor_evidence()
    {
        var few = Reports("a").Audit().Only("BCA202");
        var many = Reports("a", "b", "c").Audit().Only("BCA202");

        Assert.Equal(few.Id, many.Id);
        Assert.Equal(few.EvidenceHash, many.EvidenceHash);
        Assert.Equal(3, many.Principals.Length);
        Assert.StartsWith("sha256:", few.EvidenceHash, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_text_changes_the_evidence_and_not_the_id()
    {
        var before = Print(
            new Estate().Role("ops", role => role.Id("AROAOPS").Allow("billingconductor:Get*")).Configured().Audit(), "BCA202");
        var after = Print(
            new Estate().Role("ops", role => role.Id("AROAOPS").Allow("billingconductor:Get*", "s3:*")).Configured().Audit(), "BCA202");

        Assert.Equal(before.Id, after.Id);
        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Fact]
    public void Order_of_roles_and_accounts_changes_nothing()
    {
        string[] names = ["c", "a", "b"];

        Assert.Equal(Everything(names), Everything([.. names.Reverse()]));
    }

    [Fact]
    public void Gravest_findings_come_first()
    {
        var severities = new Estate().Role("ops", role => role.Allow("billingconductor:*", "billing-conductor:*"))
            .Role("member", role => role.Allow("billingconductor:*"), Estate.Member)
            .Configured().Audit().Findings.Select(finding => finding.Severity).ToArray();

        Assert.Equal(severities.OrderDescending(), severities);
        Assert.Equal(3, severities.Distinct().Count());
    }

    [Fact]
    public void Role_of_billing_conductor_itself_stands_in_no_finding()
    {
        const string arn = "arn:aws:iam::aws:policy/aws-service-role/AWSBillingConductorRolePolicy";
        var report = new Estate()
            .AwsPolicy("aws-service-role/AWSBillingConductorRolePolicy", Policy.Of(
                PolicyStatement.Allow("billingconductor:CreateBillingGroup").On(
                    "arn:aws:billingconductor::*:billinggroup/*", "arn:aws:billingconductor::*:pricingplan/*"),
                PolicyStatement.Allow("billingconductor:GetBillingTransferPreference", "organizations:DescribeResponsibilityTransfer")))
            .ServiceLinkedRole("AWSServiceRoleForBillingConductor", "billingconductor", role => role.Attach(arn))
            .Assign("arn:aws:iam::*:role/*", "account-enroller").Audit();

        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Administrators_stand_in_none_of_the_rules_on_excess()
    {
        var report = new Estate().ManagedPolicy("old", Policy.Allow("billingconductor:*"), created: "2021-01-01T00:00:00Z")
            .Role("admin", role => role.Allow("*").Attach(Estate.PolicyArn("old")))
            .Role("admin", role => role.Allow("*").Inline("more", Policy.Allow("billingconductor:*")), Estate.Member)
            .Configured().Audit();

        Assert.Empty(report.Findings);
        Assert.Equal((2, 1), (report.Administrators, report.AdministratorsInPayer));
    }

    [Fact]
    public void Rules_that_need_a_configuration_are_silent_without_one()
    {
        var report = new Estate().Role("ops", role => role.Allow("billingconductor:*")).Role("x", role => role.Allow("billing:*")).Audit();

        Assert.Equal(["BCA206", "BCA401"], report.Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal));
    }

    private static Estate Reports(params string[] roles)
    {
        var estate = new Estate().ManagedPolicy("reports", Policy.Allow("billingconductor:GetBillingGroupCostReport")).Configured();
        foreach (var name in roles)
            estate.Role(name, role => role.Attach(Estate.PolicyArn("reports")));
        return estate;
    }

    private static string Everything(string[] names)
    {
        var estate = new Estate().Configured();
        foreach (var name in names)
        {
            estate.Role(
                name,
                role =>
                    role.Allow("billingconductor:*", "billing-conductor:*").Inline(
                        name, Policy.Allow("billingconductor:Update" + name + "*")))
                .Role(name, role => role.Allow("billingconductor:List*"), Estate.OtherMember);
        }

        return string.Join('\n', estate.Audit().Findings.Select(finding =>
            $"{finding.Id} {finding.EvidenceHash} {finding.Draft.Title} {finding.Draft.Explanation} {string.Join(' ', finding.Names())}"));
    }

    private static (string Id, string Hash) Print(AuditReport report, string rule) =>
        (report.Only(rule).Id, report.Only(rule).EvidenceHash);
}
