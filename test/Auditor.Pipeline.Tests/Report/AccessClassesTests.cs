using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report;

public sealed class AccessClassesTests
{
    [Fact]
    public void Principals_with_one_row_of_verdicts_are_in_one_class_unless_they_hold_other_things()
    {
        var plain = new Estate().Role("ops", role => role.Allow("billingconductor:List*")).Audit().Principals.Single(listed => listed.Assessed.Principal.Name == "ops").Assessed;
        var more = plain with { OtherAccess = plain.OtherAccess.Add("ce:GetCostAndUsage", ActionVerdict.All(false)) };
        var classes = new AccessClasses();

        Assert.Equal(["c1", "c2", "c1", "c2"], new[] { plain, more, plain with { OtherAccess = plain.OtherAccess }, more }.Select(classes.Add));
        Assert.Equal([2, 2], classes.ToImmutable().Select(known => known.PrincipalCount));
        Assert.Equal("ce:GetCostAndUsage", Assert.Single(classes.ToImmutable()[1].Access.Select(entry => entry.Key).Except(classes.ToImmutable()[0].Access.Select(entry => entry.Key))));
    }
}
