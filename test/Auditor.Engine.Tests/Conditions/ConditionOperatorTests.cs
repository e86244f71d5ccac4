namespace Auditor.Engine.Conditions;

public sealed class ConditionOperatorTests
{
    private static readonly string[] Documented =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
        "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike",
    ];

    public static TheoryData<string> Names => new(Documented);

    [Theory]
    [MemberData(nameof(Names))]
    public void Documented_name_is_read_with_every_qualifier_in_any_case(string name)
    {
        foreach (
            var (
                prefix,
                qualifier) in new[] { ("", SetQualifier.None), (
                    "ForAllValues:", SetQualifier.ForAllValues), ("ForAnyValue:", SetQualifier.ForAnyValue) })
        {
            foreach (var suffix in new[] { "", "IfExists" })
            {
                Assert.True(ConditionOperator.TryParse((prefix + name + suffix).ToUpperInvariant(), out var op));
                Assert.Equal(
                    (qualifier, suffix.Length > 0, name.Contains("Not", StringComparison.Ordinal)),
                    (op.Qualifier, op.IfExists, op.IsNegated));
                Assert.Equal(
                    name.StartsWith("String", StringComparison.Ordinal) || name.StartsWith("Arn", StringComparison.Ordinal),
                    op.TakesVariables);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("String")]
    [InlineData("StringLikee")]
    [InlineData("StringEquals ")]
    [InlineData("StringNotEqualsIfExistsIfExists")]
    [InlineData("IfExists")]
    [InlineData("BoolNotEquals")]
    [InlineData("BinaryNotEquals")]
    [InlineData("ArnEqualsIgnoreCase")]
    [InlineData("ForSomeValues:StringEquals")]
    [InlineData("ForAllValues:")]
    [InlineData(":StringEquals")]
    [InlineData("ForAllValues:ForAnyValue:StringEquals")]
    [InlineData("NullIfExists")]
    [InlineData("ForAllValues:Null")]
    [InlineData("ForAnyValue:Null")]
    public void Undocumented_name_is_refused(string name) => Assert.False(ConditionOperator.TryParse(name, out _));

    [Fact]
    public void Null_takes_no_variables_and_no_qualifier()
    {
        Assert.True(ConditionOperator.TryParse("Null", out var op));
        Assert.Equal(new ConditionOperator(OperatorFamily.Null, false, SetQualifier.None, false), op);
        Assert.False(op.TakesVariables);
    }
}
