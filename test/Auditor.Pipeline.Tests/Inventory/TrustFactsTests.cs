using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

public sealed class TrustFactsTests
{
    [Theory]
    [InlineData(""" "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/corp" }, "Action": "sts:AssumeRoleWithSAML" """, true)]
    [InlineData(""" "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRoleWithWebIdentity" """, true)] // "*" covers identity providers too
    [InlineData(""" "Effect": "Allow", "NotPrincipal": { "AWS": "999988887777" }, "Action": "sts:AssumeRoleWithSAML" """, true)]
    [InlineData(""" "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" """, false)]
    [InlineData(""" "Effect": "Deny", "Principal": "*", "Action": "sts:*" """, false)]
    [InlineData(""" "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "sts:*" """, false)]
    public void Federation_may_come_by_name_or_with_everyone(string statement, bool expected) =>
        Assert.Equal(expected, TrustFacts.Of(PolicyParser.Parse($$"""{ "Version": "2012-10-17", "Statement": { {{statement}} } }""", PolicyType.Trust))!.NamesFederation);
}
