using System.Text;

namespace Auditor.Pipeline.Expect;

internal static class ConfigurationExamples
{
    /// <summary>The example of the contract, comments, ellipses and all.</summary>
    public const string Contract = """
        {
          "assignments": [
            { "principals": ["arn:aws:iam::*:role/finops/*"], "profiles": ["chargeback-analyst"] },
            { "permissionSets": ["FinOps"], "profiles": ["abc-viewer"] },              // Identity Center roles by permission set
            { "principals": ["arn:aws:iam::111122223333:role/bg-ops"], "profiles": ["billing-group-operator"], "console": true,
              "resources": { "billinggroup": ["arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef"] } },
            { "tag": "billing-conductor-profile", "profiles": ["chargeback-analyst",
            "abc-viewer"] }   // tag values separated by spaces; a tag may assign only these
          ],
          "administrators": ["arn:aws:iam::*:role/OrganizationAccountAccessRole"],
          "profiles": { "month-end-bot": { "extends": ["custom-line-item-automation"], "tasks": ["read-margins"],
          "permits": ["ce:GetCostAndUsage"] } },
          "assume": { "aws:MultiFactorAuthPresent": ["true"] },
          "suppressions": [ { "rule": "BCA201", "principal": "arn:…", "owner": "finops@example.com", "reason": "…",
          "expires": "2027-01-31" } ],
          "owners": { "tag": "owner" }, "failOn": "high"
        }
        """;

    /// <summary>Every member that there is.</summary>
    public const string Everything = """
        /* all of it */
        {
          "$schema": "schema/auditor.schema.json",
          "schemaVersion": 1,
          "managementAccount": "111122223333",
          "assignments": [
            {
              "principals": ["arn:aws:iam::111122223333:user/jane", "arn:aws*:iam::1111*:role/*"],
              "permissionSets": ["Fin_Ops+=,.@-1"],
              "tag": "Job Profile",
              "profiles": ["bot", "abc-viewer"],
              "resources": {
                "billinggroup": ["arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef"],
                "customlineitem": ["arn:aws:billingconductor::111122223333:customlineitem/abcd1234ef"],
                "pricingplan": ["arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan"],
                "pricingrule": ["arn:aws-cn:billingconductor::111122223333:pricingrule/abcd1234ef",],
              },
              "console": false,
            },
          ],
          "administrators": [],
          "profiles": { "bot": { "extends": ["abc-viewer", "base"], "permits": ["ce:Get*", "s3:PutObject", "*"] }, "base": {} },
          "assume": { "aws:SourceVpc": null, "aws:PrincipalTag/Cost Center": ["a", ""], "billingconductor:PricingPlanArn": ["x"] },
          "unusedAfterDays": 3650,
          "suppressions": [
            { "id": "BCA101-0123456789ab", "owner": "o", "reason": "r", "expires": "2028-02-29",
              "evidence": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
            { "rule": "BCA201", "subject": "p-123", "owner": "o", "reason": "r", "expires": "2027-01-31" },
            { "rule": "BCA201", "subject": "AROA1", "principal": "arn:aws:iam::111122223333:role/x", "owner": "o", "reason": "r",
            "expires": "2027-01-31" }
          ],
          "owners": { "tag": "owner" },
          "failOn": "none",
        }
        """;

    public static ConfigurationReadResult Read(string json) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>A configuration that must be right.</summary>
    public static Configuration Valid(string json)
    {
        var result = Read(json);
        Assert.Empty(result.Errors);
        return result.Configuration!;
    }
}
