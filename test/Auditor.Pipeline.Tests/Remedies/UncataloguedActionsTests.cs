using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Remedies;

/// <summary>What a remedy frees of services that the catalogue does not have: never silently.</summary>
public sealed class UncataloguedActionsTests
{
    private const string Enroll = "billingconductor:AssociateAccounts";
    private static readonly string Enroller = Estate.RoleArn("enroller");

    [Theory]
    [InlineData("\"Action\":[\"billingconductor:AssociateAccounts\",\"s3:DeleteBucket\"]")]
    [InlineData("\"Action\":[\"billingconductor:AssociateAccounts\",\"s3:*\"]")]
    [InlineData("\"Action\":\"*\"")]
    [InlineData("\"Action\":[\"billingconductor:AssociateAccounts\",\"*Bucket\",\"s3\"]")]
    [InlineData("\"NotAction\":[\"ec2:*\",\"billingconductor:List*\",\"organizations:*\"]")]
    public void What_else_a_shared_policy_denies_stays_denied(string actions)
    {
        var remedy = RemedyOf(actions, "s3:*");
        Assert.Empty(remedy.AlsoAllowsUncatalogued);
        Assert.Empty(remedy.AlsoAllows);
        Assert.Equal("explicitDeny", After(remedy, "s3:DeleteBucket"));
        Assert.Equal("allowed", After(remedy, Enroll));
    }

    [Theory]
    [InlineData("\"Action\":[\"billingconductor:AssociateAccounts\",\"s3:DeleteBucket\"]", "ec2:*")]
    [InlineData("\"Action\":[\"billingconductor:AssociateAccounts\",\"s3:DeleteBucket\"]", "s3:Get*")]
    [InlineData("\"Action\":[\"billingconductor:AssociateAccounts\",\"s3:Delete*\"]", "s3:Get*Bucket")]
    [InlineData("\"Action\":\"*\"", "organizations:ListAccounts")]
    public void What_the_principal_holds_nothing_of_makes_no_policy_longer(string actions, string held)
    {
        var remedy = RemedyOf(actions, held);
        Assert.Empty(remedy.AlsoAllowsUncatalogued);
        Assert.DoesNotContain("s3:DeleteBucket\",\"Resource\":\"*\",\"Condition\":{\"ArnLike", Assert.Single(remedy.Changes).Document!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3:*")]
    [InlineData("*")]
    public void What_cannot_be_kept_is_said(string held)
    {
        // A policy of AWS can only be detached, and what it denies goes with it.
        var estate = new Estate().AwsPolicy("AWSDenyAll", Policy.Deny("*")).Role("enroller", role => role
            .Inline("own", Policy.Allow("billingconductor:ListAccountAssociations", Enroll, "organizations:ListAccounts", held)).Attach("arn:aws:iam::aws:policy/AWSDenyAll"));
        var remedy = estate.Explain(Enroller, Enroll).Remedy!.Remedy!;
        Assert.Equal([EditKind.Detach], remedy.Edits.Select(edit => edit.Kind));
        Assert.Equal(["*"], remedy.AlsoAllowsUncatalogued);
    }

    [Theory]
    [InlineData("s3:GetObject")]
    [InlineData("S3:getobject")]
    public void What_is_asked_about_is_nothing_besides(string denied)
    {
        var estate = Build(Policy.Deny(denied), "s3:GetObject");
        Assert.Empty(estate.Explain(Enroller, "s3:GetObject", "arn:aws:s3:::bucket/key").Remedy!.Remedy!.AlsoAllowsUncatalogued);
    }

    [Fact]
    public void A_variable_in_a_resource_is_not_taken_for_its_text()
    {
        var remedy = RemedyOf("\"Action\":[\"billingconductor:AssociateAccounts\",\"s3:DeleteBucket\"]", "s3:*", "[\"arn:aws:billingconductor::*\",\"arn:aws:s3:::${aws:PrincipalTag/team}\"]");
        Assert.Equal(["s3:DeleteBucket"], remedy.AlsoAllowsUncatalogued);
    }

    private static Remedy RemedyOf(string actions, string held, string resource = "\"*\"") => Build(Guard(actions, resource), held).Explain(Enroller, Enroll).Remedy!.Remedy!;

    private static string After(Remedy remedy, string action) =>
        Explain.DecisionWords.Of(Build(Policy.Json(Assert.Single(remedy.Changes).Document!), "s3:*").Explain(Enroller, action, action.StartsWith("s3:", StringComparison.Ordinal) ? "arn:aws:s3:::bucket" : null).Decision);

    private static Policy Guard(string actions, string resource) => Policy.Json($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny",{{actions}},"Resource":{{resource}}}]}""");

    private static Estate Build(Policy guard, string held) => new Estate().ManagedPolicy("guard", guard)
        .Role("enroller", role => role.Inline("own", Policy.Allow("billingconductor:ListAccountAssociations", Enroll, "organizations:ListAccounts", held)).Attach(Estate.PolicyArn("guard")))
        .Role("other", role => role.Attach(Estate.PolicyArn("guard")));
}
