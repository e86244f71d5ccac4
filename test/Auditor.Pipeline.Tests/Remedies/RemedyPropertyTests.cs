using System.Globalization;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Matching;
using Auditor.Pipeline.Explain;

namespace Auditor.Pipeline.Remedies;

/// <summary>Remedies against organizations made by chance: the edits are applied to the snapshot itself, and it is read and decided anew.</summary>
public sealed class RemedyPropertyTests
{
    private const int Ordinary = 250;
    private const int RequestsOfOne = 40;

    private static readonly string?[] Groups = [null, "arn:aws:billingconductor::111122223333:billinggroup/abcdefghij", "arn:aws:billingconductor::111122223333:billinggroup/secret0000"];

    private static readonly (string Action, string?[] Resources)[] Requests =
    [
        ("billingconductor:UpdateBillingGroup", Groups), ("billingconductor:DeleteBillingGroup", Groups), ("billingconductor:CreateCustomLineItem", Groups),
        ("billingconductor:ListBillingGroups", [null]), ("billingconductor:CreatePricingRule", [null]), ("billingconductor:AssociatePricingRules", [null]),
        ("billingconductor:CreateBillingGroup", [null]), ("organizations:ListAccounts", [null]), ("ce:GetCostForecast", [null]), ("ce:UpdateCostAllocationTagsStatus", [null]),
    ];

    private static readonly (string Action, string Resource)[] Uncatalogued =
    [
        ("s3:DeleteBucket", "arn:aws:s3:::bucket"), ("s3:ListAllMyBuckets", "*"), ("ec2:ListThings", "*"), ("ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/i-1"),
    ];

    [Fact]
    public void Minimal_set_allows_and_none_of_it_can_be_left_out()
    {
        // AUDITOR_REMEDY_REQUESTS asks for more than fit an ordinary run.
        var wanted = Environment.GetEnvironmentVariable("AUDITOR_REMEDY_REQUESTS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : Ordinary;
        var denied = 0;
        for (var seed = 1; denied < wanted; seed++)
            denied += Check(new RandomOrganization(seed), new Random(seed), allows: seed % 10 == 0);
    }

    private static int Check(RandomOrganization organization, Random random, bool allows)
    {
        var run = organization.Open(out var folder);
        using (folder)
        {
            var questions = Enumerable.Range(0, RequestsOfOne).Select(_ => Question(organization, random)).Distinct();
            var explained = questions.Select(question => run.Explain(question, seeksRemedy: false)).Where(explanation => explanation.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny && IsPossible(explanation)).Select(explanation => run.Explain(explanation.Question)).ToArray();
            foreach (var (index, explanation) in explained.Index())
            {
                CheckSet(organization, explanation);
                if (allows && index < 2)
                    CheckAlsoAllows(organization, run, explanation);
            }

            return explained.Length;
        }
    }

    private static ExplainQuestion Question(RandomOrganization organization, Random random)
    {
        var (action, resources) = Requests[random.Next(Requests.Length)];
        return new ExplainQuestion(organization.Roles[random.Next(organization.Roles.Length)], action, resources[random.Next(resources.Length)]);
    }

    /// <summary>In a member account nothing makes Billing Conductor answer.</summary>
    private static bool IsPossible(Explanation explanation) =>
        explanation.Principal.Account == RandomOrganization.Payer || !explanation.Action.StartsWith("billingconductor:", StringComparison.Ordinal);

    private static void CheckSet(RandomOrganization organization, Explanation explanation)
    {
        var remedy = explanation.Remedy!.Remedy;
        Assert.True(remedy is not null, $"{explanation.Question}: {explanation.Remedy.Obstacle}");
        Assert.Equal(Decision.Allowed, Decide(organization, explanation.Question, remedy.Edits));
        for (var left = 0; left < remedy.Edits.Length; left++)
            Assert.NotEqual(Decision.Allowed, Decide(organization, explanation.Question, remedy.Edits.RemoveAt(left)));
    }

    private static Decision Decide(RandomOrganization organization, ExplainQuestion question, IEnumerable<PolicyEdit> edits)
    {
        var run = organization.With(question.Principal, edits).Open(out var folder);
        using (folder)
            return run.Explain(question, seeksRemedy: false).Decision;
    }

    private static void CheckAlsoAllows(RandomOrganization organization, ExplainRun before, Explanation explanation)
    {
        var remedy = explanation.Remedy!.Remedy!;
        var after = organization.With(explanation.Question.Principal, remedy.Edits).Open(out var folder);
        using (folder)
        {
            var gained = WholeCatalogue.Of(after, explanation.Question).Except(WholeCatalogue.Of(before, explanation.Question))
                .Where(request => request.Action != explanation.Action || (explanation.Question.Resource is { } asked && request.Resource != asked))
                .OrderBy(request => request.Action, StringComparer.Ordinal).ThenBy(request => request.Resource, StringComparer.Ordinal);
            Assert.Equal(gained, remedy.AlsoAllows);
            foreach (var (action, resource) in Uncatalogued.Where(request => IsAllowed(after, explanation, request) && !IsAllowed(before, explanation, request)))
                Assert.Contains(remedy.AlsoAllowsUncatalogued, pattern => ActionPattern.Parse(pattern).Matches(action.ToLowerInvariant()));
        }
    }

    private static bool IsAllowed(ExplainRun run, Explanation explanation, (string Action, string Resource) request) =>
        run.Explain(explanation.Question with { Action = request.Action, Resource = request.Resource }, seeksRemedy: false).Decision is Decision.Allowed or Decision.Conditional;
}
