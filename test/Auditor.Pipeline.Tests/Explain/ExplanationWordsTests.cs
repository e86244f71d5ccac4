using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Explain;

/// <summary>First sentences of explanations in organizations made by chance.</summary>
public sealed class ExplanationWordsTests
{
    private const int Organizations = 12;

    private static readonly string[] Others = ["organizations:ListAccounts", "ce:GetCostForecast", "ce:UpdateCostAllocationTagsStatus", "iam:CreateServiceLinkedRole", "purchase-orders:ViewPurchaseOrders"];

    private static readonly string[] Actions = [.. ServiceCatalog.Default.Services[ServiceCatalog.BillingConductor].Actions.Select(action => action.FullName), .. Others];

    [Fact]
    public void Every_first_sentence_names_who_and_what_and_has_no_word_of_the_policy_language()
    {
        var decisions = new HashSet<Decision>();
        for (var seed = 101; seed < 101 + Organizations; seed++)
        {
            var organization = new RandomOrganization(seed);
            var run = organization.Open(out var folder);
            using (folder)
            {
                foreach (var (role, action) in organization.Roles.SelectMany(role => Actions.Select(action => (role, action))))
                    decisions.Add(Check(run.Explain(new ExplainQuestion(role, action, null), seeksRemedy: false)));
            }
        }

        Assert.Contains(Decision.Allowed, decisions);
        Assert.Contains(Decision.ImplicitDeny, decisions);
        Assert.Contains(Decision.ExplicitDeny, decisions);
        Assert.Contains(Decision.Conditional, decisions);
    }

    private static Decision Check(Explanation explanation)
    {
        var (sentence, name) = (explanation.Sentence, explanation.Principal.PermissionSet ?? explanation.Principal.Name);
        Assert.Contains(name, sentence, StringComparison.Ordinal);
        Assert.Contains(ActionPhrases.Of(explanation.Action), sentence, StringComparison.Ordinal);
        Assert.True(PlainWords.FirstForeign(sentence, name, explanation.Principal.Account) is not { } foreign, sentence);
        if (explanation.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny)
            Assert.Matches("cannot .+: .+\\.$", sentence);
        return explanation.Decision;
    }
}
