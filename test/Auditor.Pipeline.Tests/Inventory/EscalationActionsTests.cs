using Auditor.Engine.Catalog;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>A document that is only looked over is not parsed where it plainly changes nothing of what somebody can do: that must not lose an action.</summary>
public sealed class EscalationActionsTests
{
    [Theory]
    [InlineData("iam")]
    [InlineData("sso")]
    [InlineData("IAM")]
    public void A_document_that_is_looked_over_says_what_its_statements_say(string service)
    {
        var names = ActionNames.Matching(service + ":*").Select(action => action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..]).ToArray();
        var patterns = names.SelectMany(name => (string[])[name, name.ToLowerInvariant(), name[..1] + "*", name[..Math.Min(4, name.Length)] + "*", "?" + name[1..]]).Append("*").Distinct().ToArray();
        Assert.Contains(patterns, pattern => EscalationActions.Of(LookedOver($"{service}:{pattern}")) != 0);
        Assert.All(patterns, pattern => Assert.Equal(EscalationActions.Of(Parsed($"{service}:{pattern}")), EscalationActions.Of(LookedOver($"{service}:{pattern}"))));
    }

    private static PolicyDocument LookedOver(string action) => Document("", action);

    /// <summary>An Id is nothing that is looked over.</summary>
    private static PolicyDocument Parsed(string action) => Document("""
        "Id":"x",
        """, action);

    private static PolicyDocument Document(string more, string action) => PolicyParser.Parse(
        $$"""{{{more}}"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","{{action}}"],"Resource":"*"}]}""",
        PolicyType.IdentityBased);
}
