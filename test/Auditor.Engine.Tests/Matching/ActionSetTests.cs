using Auditor.Engine.Matching;

namespace Auditor.Engine.Tests.Matching;

public sealed class ActionSetTests
{
    private static readonly ActionSet Set = new(["s3:GetObject", "S3:PutObject", "iam:PassRole"]);

    [Fact]
    public void Each_action_has_its_bit_in_the_order_given()
    {
        Assert.Equal(["s3:getobject", "s3:putobject", "iam:passrole"], Set.Folded);
        Assert.Equal(0b111UL, Set.All);
        Assert.Equal(ulong.MaxValue, new ActionSet(Enumerable.Range(0, 64).Select(number => $"s3:A{number}")).All);
        Assert.Throws<ArgumentException>(() => new ActionSet(Enumerable.Range(0, 65).Select(number => $"s3:A{number}")));
    }

    [Theory]
    [InlineData("*", 0b111UL)]
    [InlineData("s3:*", 0b011UL)]
    [InlineData("S3:getobject", 0b001UL)]
    [InlineData("iam:Pass*", 0b100UL)]
    [InlineData("?am:*", 0b100UL)]
    [InlineData("s3", 0b000UL)]
    [InlineData("ec2:*", 0b000UL)]
    [InlineData(":*", 0b000UL)]
    public void A_pattern_matches_what_it_matches_one_by_one(string pattern, ulong mask) => Assert.Equal(mask, Set.Matched(ActionPattern.Parse(pattern)));

    [Theory]
    [InlineData("""{ "Effect": "Allow", "Action": ["s3:*", "s3:GetObject", "s3:GetObject"], "Resource": "*" }""", 0b011UL)]
    [InlineData("""{ "Effect": "Allow", "Action": ["*", "s3:GetObject"], "Resource": "*" }""", 0b111UL)]
    [InlineData("""{ "Effect": "Allow", "NotAction": ["s3:GetObject", "s3:GetObject"], "Resource": "*" }""", 0b110UL)]
    [InlineData("""{ "Effect": "Allow", "NotAction": ["*", "s3:GetObject"], "Resource": "*" }""", 0b000UL)]
    public void Of_several_patterns_it_is_enough_that_one_matches(string statement, ulong mask) =>
        Assert.Equal(mask, Set.CoveredBy(Engine.Policies.PolicyParser.Parse("{\"Statement\":" + statement + "}", Engine.Policies.PolicyType.IdentityBased).Statements[0]));
}
