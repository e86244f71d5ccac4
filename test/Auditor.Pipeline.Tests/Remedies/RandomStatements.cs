namespace Auditor.Pipeline.Remedies;

/// <summary>Statements made by chance, whose conditions depend on nothing that only a call would tell.</summary>
internal sealed class RandomStatements(Random random)
{
    private static readonly string[] Actions =
    [
        "\"*\"", "\"billingconductor:*\"", "\"billingconductor:List*\"", "\"billingconductor:UpdateBillingGroup\"", "[\"billingconductor:Create*\",\"ce:*\"]",
        "[\"billingconductor:ListBillingGroups\",\"billingconductor:UpdateBillingGroup\",\"organizations:ListAccounts\"]", "\"organizations:*\"", "\"ce:Get*\"", "\"*:List*\"", "\"BillingConductor:update*\"",
        "[\"s3:*\",\"billingconductor:Update*\"]", "[\"billingconductor:*\",\"s3:Delete*\",\"ec2:Run*\"]", "[\"ec2:*\",\"ce:*\",\"organizations:List*\"]",
    ];

    private static readonly string[] NotActions = ["[\"iam:*\",\"sts:*\"]", "\"billingconductor:ListBillingGroups\"", "[\"ce:*\",\"billingconductor:Update*\"]"];

    private static readonly string[] Resources =
    [
        "\"Resource\":\"*\"", "\"Resource\":\"*\"", "\"Resource\":\"*\"", "\"Resource\":[\"arn:aws:billingconductor::111122223333:billinggroup/*\",\"arn:aws:billingconductor::*:pricingplan/*\"]",
        "\"NotResource\":\"arn:aws:billingconductor::111122223333:billinggroup/secret0000\"",
    ];

    private static readonly string[] Conditions =
    [
        "", "", "", "", ",\"Condition\":{\"StringNotEquals\":{\"aws:RequestedRegion\":\"eu-central-1\"}}", ",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":[\"us-east-1\",\"eu-west-1\"]}}",
        ",\"Condition\":{\"ArnNotLike\":{\"aws:PrincipalArn\":[\"arn:aws:iam::*:role/break-glass\"]}}", ",\"Condition\":{\"StringLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/role*\"}}",
        ",\"Condition\":{\"ArnNotEquals\":{\"aws:principalarn\":\"arn:aws:iam::111122223333:role/role1\"},\"Bool\":{\"aws:SecureTransport\":\"true\"}}",
        ",\"Condition\":{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/*\"}}",
    ];

    public List<string> Several(int count) => [.. Enumerable.Range(0, count).Select(_ => One())];

    private string One()
    {
        var effect = random.Next(100) < 35 ? "Deny" : "Allow";
        var sid = random.Next(3) == 0 ? $"\"Sid\":\"S{random.Next(1_000_000)}\"," : "";
        var actions = random.Next(5) == 0 ? "\"NotAction\":" + Of(NotActions) : "\"Action\":" + Of(Actions);
        return $$"""{{{sid}}"Effect":"{{effect}}",{{actions}},{{Of(Resources)}}{{Of(Conditions)}}}""";
    }

    private string Of(string[] choices) => choices[random.Next(choices.Length)];
}
