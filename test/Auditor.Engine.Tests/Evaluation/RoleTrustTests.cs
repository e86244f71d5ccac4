using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>That the question is put rightly; the answers are in <c>Cases/trust</c>.</summary>
public sealed class RoleTrustTests
{
    private const string Role = "arn:aws:iam::111122223333:role/bg-ops";
    private const string Outside = "arn:aws:iam::999988887777:role/outside";
    private static readonly PoliciesInEffect Everything = new()
    {
        Identity = [Policy(
        """{ "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""", PolicyType.IdentityBased)]
    };

    [Theory]
    [InlineData("AWS", "arn:aws:iam::111122223333:role/analyst", "sts:AssumeRole")]
    [InlineData("Service", "lambda.amazonaws.com", "sts:AssumeRole")]
    [InlineData("Service", "account-access.amazonaws.com", "sts:AssumeRole")]
    [InlineData("Federated", "arn:aws:iam::111122223333:saml-provider/AWSSSO", "sts:AssumeRoleWithSAML")]
    [InlineData("Federated", "cognito-identity.amazonaws.com", "sts:AssumeRoleWithWebIdentity")]
    public void Each_kind_of_caller_has_its_action(string type, string caller, string action)
    {
        var trust = Policy(
            $$"""{ "Statement": { "Effect": "Allow", "Principal": { "{{type}}": "{{caller}}" }, "Action": "{{action}}" } }""");

        Assert.Equal(
            Decision.Allowed,
            RoleTrust.Evaluate(Role, trust, new PrincipalEntry(type, caller), GivenContext.Empty, new PoliciesInEffect()).Decision);
    }

    [Fact]
    public void The_accounts_of_role_and_caller_tell_whether_both_must_allow()
    {
        var trust = Policy(
            $$"""{ "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{Outside}}" }, "Action": "sts:AssumeRole" } }""");
        var caller = new PrincipalEntry(PrincipalEntry.Aws, Outside);

        Assert.Equal(Decision.ImplicitDeny, RoleTrust.Evaluate(Role, trust, caller, GivenContext.Empty, new PoliciesInEffect()).Decision);
        Assert.Equal(Decision.Allowed, RoleTrust.Evaluate(Role, trust, caller, GivenContext.Empty, Everything).Decision);
        Assert.Equal(
            Decision.Allowed,
            RoleTrust.Evaluate("arn:aws:iam::999988887777:role/own", trust, caller, GivenContext.Empty, new PoliciesInEffect()).Decision);
    }

    [Fact]
    public void The_role_is_the_resource_that_the_caller_must_be_allowed()
    {
        var trust = Policy(
            """{ "Statement": { "Effect": "Allow", "Principal": { "AWS": "999988887777" }, "Action": "sts:AssumeRole" } }""");
        var policies = new PoliciesInEffect
        {
            Identity = [Policy(
            $$"""{ "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "{{Role}}" } }""",
            PolicyType.IdentityBased)]
        };
        var caller = new PrincipalEntry(PrincipalEntry.Aws, Outside);

        Assert.Equal(Decision.Allowed, RoleTrust.Evaluate(Role, trust, caller, GivenContext.Empty, policies).Decision);
        Assert.Equal(Decision.ImplicitDeny, RoleTrust.Evaluate(Role + "2", trust, caller, GivenContext.Empty, policies).Decision);
    }

    private static SourcedPolicy Policy(string json, PolicyType type = PolicyType.Trust) =>
        new(new PolicySource("p", "p"), PolicyParser.Parse(json, type));
}
