using Auditor.Engine.Arns;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>How Security Hub and CloudFormation name the type of what an ARN names.</summary>
/// <param name="SecurityHub">The type in the AWS Security Finding Format.</param>
/// <param name="CloudFormation">The type in CloudFormation and AWS Config.</param>
internal sealed record AwsName(string SecurityHub, string CloudFormation)
{
    private static readonly AwsName Role = new("AwsIamRole", "AWS::IAM::Role");
    private static readonly AwsName User = new("AwsIamUser", "AWS::IAM::User");
    private static readonly AwsName Policy = new("AwsIamPolicy", "AWS::IAM::ManagedPolicy");
    private static readonly AwsName Other = new("Other", "Other");

    /// <summary>The type of a principal or policy; anything else is other.</summary>
    public static AwsName Of(string id)
    {
        if (!Arn.TryParse(id, out var arn) || arn.Service != "iam")
            return Other;
        return arn.Resource switch
        {
            // An inline policy's id is its holder's ARN, a blank and its name.
            _ when id.Contains(' ', StringComparison.Ordinal) => Other,
            var resource when resource.StartsWith("role/", StringComparison.Ordinal) => Role,
            var resource when resource.StartsWith("user/", StringComparison.Ordinal) => User,
            var resource when resource.StartsWith("policy/", StringComparison.Ordinal) => Policy,
            _ => Other,
        };
    }

    /// <summary>The partition that the report's ARNs name; <c>aws</c> if there is none.</summary>
    public static string PartitionOf(AuditReport report)
    {
        var arns = report.Principals.Select(listed => listed.Assessed.Principal.Arn)
            .Concat(report.Findings.SelectMany(finding => finding.Principals).Select(principal => principal.Arn));
        foreach (var text in arns)
        {
            if (Arn.TryParse(text, out var arn))
                return arn.Partition;
        }

        return "aws";
    }
}
