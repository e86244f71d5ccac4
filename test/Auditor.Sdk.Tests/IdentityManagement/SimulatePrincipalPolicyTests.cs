using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.IdentityManagement;

public sealed class SimulatePrincipalPolicyTests
{
    private const string Answer = """
        <IsTruncated>false</IsTruncated>
        <EvaluationResults><member>
          <EvalActionName>billingconductor:ListBillingGroups</EvalActionName><EvalResourceName>*</EvalResourceName>
          <EvalDecision>explicitDeny</EvalDecision>
          <MatchedStatements><member>
            <SourcePolicyId>Own</SourcePolicyId><SourcePolicyType>IAM Policy</SourcePolicyType>
            <StartPosition><Line>3</Line><Column>5</Column></StartPosition><EndPosition><Line>9</Line><Column>6</Column></EndPosition>
          </member></MatchedStatements>
          <MissingContextValues><member>aws:MultiFactorAuthPresent</member></MissingContextValues>
          <OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail>
          <PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>true</AllowedByPermissionsBoundary>
          </PermissionsBoundaryDecisionDetail>
          <EvalDecisionDetails><entry><key>IAM Policy</key><value>allowed</value></entry></EvalDecisionDetails>
          <ResourceSpecificResults><member>
            <EvalResourceName>arn:aws:billingconductor::111122223333:billinggroup/1</EvalResourceName>
            <EvalResourceDecision>aDecisionOfTomorrow</EvalResourceDecision>
            <MissingContextValues/>
          </member></ResourceSpecificResults>
        </member></EvaluationResults>
        """;

    [Fact]
    public async Task Every_parameter_is_sent_as_the_query_protocol_has_it()
    {
        using var aws = new FakeAws().On("SimulatePrincipalPolicy", FakeAnswer.Ok(Answer));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        await client.SimulatePrincipalPolicyAsync(Request(), CancellationToken.None);

        Assert.Equal(
            [
                "Action=SimulatePrincipalPolicy", "ActionNames.member.1=billingconductor:ListBillingGroups",
                "CallerArn=arn:aws:iam::111122223333:user/c",
                "ContextEntries.member.1.ContextKeyName=aws:RequestedRegion", "ContextEntries.member.1.ContextKeyType=string",
                "ContextEntries.member.1.ContextKeyValues.member.1=us-east-1", "ContextEntries.member.1.ContextKeyValues.member.2=us + e=1",
                "Marker=m", "MaxItems=100", "PermissionsBoundaryPolicyInputList.member.1={}",
                "PolicyExclusionList.member.1.PolicyType=scp", "PolicyExclusionList.member.2.InlinePolicyIdentifier.AttachmentName=r",
                "PolicyExclusionList.member.2.InlinePolicyIdentifier.AttachmentType=role",
                "PolicyExclusionList.member.2.InlinePolicyIdentifier.PolicyName=p",
                "PolicyInputList.member.1={}", "PolicySourceArn=arn:aws:iam::111122223333:role/r", "ResourceArns.member.1=*",
                "ResourceOwner=111122223333", "Version=2010-05-08",
            ],
            aws.Requests[0].Parameters.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_member_of_the_answer_is_read()
    {
        using var aws = new FakeAws().On("SimulatePrincipalPolicy", FakeAnswer.Ok(Answer));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        var result = Assert.Single((await client.SimulatePrincipalPolicyAsync(Request())).EvaluationResults!);

        Assert.Equal(("billingconductor:ListBillingGroups", "*"), (result.EvalActionName, result.EvalResourceName));
        Assert.Equal(PolicyEvaluationDecisionType.ExplicitDeny, result.EvalDecision);
        Assert.Equal((3, 6), (result.MatchedStatements![0].StartPosition!.Line, result.MatchedStatements[0].EndPosition!.Column));
        Assert.Equal("IAM Policy", result.MatchedStatements[0].SourcePolicyType!.Value);
        Assert.Equal(["aws:MultiFactorAuthPresent"], result.MissingContextValues!);
        Assert.Equal(
            (false, true),
            (
                result.OrganizationsDecisionDetail!.AllowedByOrganizations,
                result.PermissionsBoundaryDecisionDetail!.AllowedByPermissionsBoundary));
        Assert.Equal("allowed", result.EvalDecisionDetails!["IAM Policy"]);
        var specific = Assert.Single(result.ResourceSpecificResults!);
        Assert.Equal("aDecisionOfTomorrow", specific.EvalResourceDecision!.Value);
        Assert.Empty(specific.MissingContextValues!);
        Assert.Null(specific.MatchedStatements);
        Assert.Null(specific.PermissionsBoundaryDecisionDetail);
    }

    [Fact]
    public async Task What_is_not_in_the_answer_is_null()
    {
        using var aws = new FakeAws().On("SimulatePrincipalPolicy", FakeAnswer.Ok("<EvaluationResults><member/></EvaluationResults>"));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        var answer = await client.SimulatePrincipalPolicyAsync(Request());
        Assert.Null(answer.IsTruncated);
        Assert.Null(answer.EvaluationResults![0].EvalDecision);
        Assert.Null(answer.EvaluationResults[0].OrganizationsDecisionDetail);
    }

    private static SimulatePrincipalPolicyRequest Request() => new()
    {
        PolicySourceArn = "arn:aws:iam::111122223333:role/r",
        ActionNames = ["billingconductor:ListBillingGroups"],
        ResourceArns = ["*"],
        ResourceOwner = "111122223333",
        CallerArn = "arn:aws:iam::111122223333:user/c",
        PolicyInputList = ["{}"],
        PermissionsBoundaryPolicyInputList = ["{}"],
        PolicyExclusionList =
        [
            new PolicyIdentifier { PolicyType = "scp" },
            new PolicyIdentifier
            {
                InlinePolicyIdentifier = new InlinePolicyIdentifierType { PolicyName = "p", AttachmentType = "role", AttachmentName = "r" },
            },
        ],
        ContextEntries =
        [
            new ContextEntry
            {
                ContextKeyName = "aws:RequestedRegion",
                ContextKeyType = ContextKeyTypeEnum.String,
                ContextKeyValues = ["us-east-1", "us + e=1"],
            },
        ],
        MaxItems = 100,
        Marker = "m",
    };
}
