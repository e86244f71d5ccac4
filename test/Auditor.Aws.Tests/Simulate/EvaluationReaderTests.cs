using Amazon.IdentityManagement.Model;
using Auditor.Aws.Simulate;
using EvaluationResult = Amazon.IdentityManagement.Model.EvaluationResult;

namespace Auditor.Aws.Tests.Simulate;

public sealed class EvaluationReaderTests
{
    private const string Template = "arn:${Partition}:s3:::${BucketName}";

    [Theory]
    [InlineData("allowed", new[] { "* Allowed", "arn:a Allowed" })]
    [InlineData("implicitDeny", new string[0])]
    [InlineData("explicitDeny", new string[0])]
    [InlineData("perhaps", new string[0])]
    public void Decision_on_all_resources_together_says_something_of_each_only_if_it_allows(string decision, string[] expected)
    {
        Assert.Equal(expected, Read(["*", "arn:a"], Result("s3:Get", Template, decision)));
        Assert.Equal(expected, Read(["*", "arn:a"], Result("s3:Get", "*", decision)));
    }

    [Theory]
    [InlineData(Template)]
    [InlineData("*")]
    [InlineData(null)]
    public void Only_resource_is_meant_whatever_its_name(string? name) =>
        Assert.Equal(["arn:a ExplicitDeny"], Read(["arn:a"], Result("s3:Get", name, "explicitDeny")));

    [Fact]
    public void Resources_by_name_are_the_old_shape() => Assert.Equal(
        ["* ImplicitDeny", "arn:a Allowed"],
        Read(
            ["*", "arn:a"],
            Result("s3:Get", "*", "implicitDeny"),
            Result("s3:Get", "arn:a", "allowed"),
            Result("s3:Get", Template, "allowed")));

    [Fact]
    public void Worse_of_two_pages_counts() => Assert.Equal(
        ["arn:a ImplicitDeny"], Read(
            ["*", "arn:a"], Specific("allowed", "arn:a", "allowed"), Specific("implicitDeny", "arn:a", "implicitDeny")));

    [Fact]
    public void Resources_and_actions_that_nobody_asked_for_are_left_out()
    {
        Assert.Empty(Read(["*", "arn:a"], Specific("allowed", "arn:other", "allowed")));
        Assert.Empty(Read(["*"], Result("s3:Put", "*", "allowed"), Result(null, "*", "allowed")));
    }

    [Fact]
    public void Case_of_the_action_does_not_matter() => Assert.Equal(["* Allowed"], Read(["*"], Result("S3:get", "*", "allowed")));

    [Fact]
    public void Of_several_resources_a_no_of_the_organization_is_said_of_none()
    {
        var result = Specific("implicitDeny", "arn:a", "implicitDeny");
        result.OrganizationsDecisionDetail = new OrganizationsDecisionDetail { AllowedByOrganizations = false };
        result.PermissionsBoundaryDecisionDetail = new PermissionsBoundaryDecisionDetail { AllowedByPermissionsBoundary = false };

        var shared = Assert.Single(EvaluationReader.Read(0, ["s3:Get"], ["arn:a", "arn:b"], [result]));
        Assert.Equal((null, null), (shared.AllowedByOrganizations, shared.AllowedByPermissionsBoundary));
        var only = Assert.Single(EvaluationReader.Read(0, ["s3:Get"], ["arn:a"], [result]));
        Assert.Equal((false, false), (only.AllowedByOrganizations, only.AllowedByPermissionsBoundary));
    }

    [Fact]
    public void Keys_of_the_action_and_of_the_resource_are_both_missing()
    {
        var result = Specific("implicitDeny", "arn:a", "implicitDeny");
        result.MissingContextValues = ["aws:SourceIp"];
        result.ResourceSpecificResults![0].MissingContextValues = ["aws:sourceip", "aws:SourceVpc"];

        Assert.Equal(
            ["aws:SourceIp", "aws:SourceVpc"],
            Assert.Single(EvaluationReader.Read(0, ["s3:Get"], ["arn:a", "arn:b"], [result])).MissingKeys);
    }

    private static string[] Read(string[] resources, params EvaluationResult[] results) =>
    [
        .. EvaluationReader.Read(0, ["s3:Get"], [.. resources], results)
            .OrderBy(decision => decision.Resource, StringComparer.Ordinal).Select(decision => $"{decision.Resource} {decision.Decision}"),
    ];

    private static EvaluationResult Result(string? action, string? resource, string decision) =>
        new() { EvalActionName = action, EvalResourceName = resource, EvalDecision = decision };

    private static EvaluationResult Specific(string worst, string resource, string decision)
    {
        var result = Result("s3:Get", Template, worst);
        result.ResourceSpecificResults = [new ResourceSpecificResult { EvalResourceName = resource, EvalResourceDecision = decision }];
        return result;
    }
}
