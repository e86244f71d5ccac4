using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Pipeline.Explain;

public sealed class ExplanationSchemaTests
{
    [Fact]
    public void Explanations_and_answers_to_denials_fit_the_published_schema()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("odd", Policy.Of(PolicyStatement.Allow("billingconductor:List*").When("Bool", "aws:MultiFactorAuthPresent", "true"), PolicyStatement.Deny("ce:*"))))
            .Role("analyst", role => role, Estate.Member);
        string[] actions = ["billingconductor:ListBillingGroups", "billingconductor:UpdateBillingGroup", "ce:GetCostAndUsage", "sts:GetCallerIdentity"];
        var explanations = actions.SelectMany(action => (Explanation[])[estate.Explain(Estate.RoleArn("analyst"), action), estate.Explain(Estate.RoleArn("analyst", Estate.Member), action)]).ToArray();
        IsValid(writer => JsonExplanation.WriteAll(writer, explanations));
        // What could not be read has no effect.
        IsValid(writer => JsonExplanation.WriteAll(writer, [estate.Explain(Estate.RoleArn("analyst"), "budgets:ViewBudget", "arn:aws:budgets::999999999999:budget/b")]));
        var answered = estate.ExplainAll("User: arn:aws:sts::111122223333:assumed-role/analyst/jane is not authorized to perform: ce:GetCostAndUsage with an explicit deny in an identity-based policy\n"
            + "User: arn:aws:sts::111122223333:assumed-role/nobody/jane is not authorized to perform: ce:GetCostAndUsage because no session policy allows the ce:GetCostAndUsage action");
        Assert.Equal((2, 1), (answered.Answers.Length, answered.Findings.Length));
        IsValid(writer => JsonExplanation.WriteAll(writer, answered));
    }

    private static void IsValid(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        var text = Encoding.UTF8.GetString(buffer.ToArray());
        Assert.True(new SchemaFile("explanation.schema.json").IsValid(text), text);
    }
}
