using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Simulate;

/// <summary>The verdicts that are decided for many actions at once, against those of one explained decision after the other.</summary>
public sealed class ConductorVerdictsTests
{
    private const int Organizations = 40;

    [Fact]
    public void All_actions_at_once_have_the_verdicts_of_one_after_the_other()
    {
        var seen = new HashSet<Verdict>();
        foreach (var principal in Enumerable.Range(1, Organizations).SelectMany(seed => PrincipalsOf(new RandomOrganization(seed))).Concat(PrincipalsOfTheSample()))
        {
            for (var action = 0; action < ActionMask.Actions.Length; action++)
            {
                var expected = OneAfterTheOther(principal.Simulator, ActionMask.Actions[action]);
                Same(expected, principal.Access[action], $"{principal.Principal.Arn} {ActionMask.Actions[action].Name}");
                Same(expected, principal.Simulator.Verdict(ActionMask.Actions[action].FullName), "asked for again");
                seen.Add(expected.Verdict);
            }

            Assert.Equal(PrincipalSimulator.Reach(principal.Access), (principal.Held, principal.Unknown));
        }

        Assert.Superset(new HashSet<Verdict> { Verdict.None, Verdict.Conditional, Verdict.Some, Verdict.All }, seen);
    }

    [Fact]
    public void Several_threads_may_ask_one_simulator()
    {
        foreach (var principal in PrincipalsOfTheSample())
        {
            var expected = ActionMask.Actions.Select(action => OneAfterTheOther(principal.Simulator, action)).ToArray();
            var fresh = principal.Simulator.With(principal.Simulator.AllPolicies);

            Parallel.For(0, 8 * expected.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
            {
                var action = index % expected.Length;
                Same(expected[action], fresh.Verdict(ActionMask.Actions[action].FullName), $"{principal.Principal.Arn} {ActionMask.Actions[action].Name}");
            });
        }
    }

    [Fact]
    public void Resources_are_told_apart_as_the_policies_have_it_that_take_the_place_of_others()
    {
        var guardrail = PolicyParser.Parse(
            """
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","NotResource":"arn:aws:billingconductor::*:billinggroup/3*"}]}
            """,
            PolicyType.ServiceControlPolicy);
        var seen = new HashSet<Verdict>();
        foreach (var principal in PrincipalsOfTheSample())
        {
            var changed = principal.Simulator.With(principal.Simulator.AllPolicies with
            {
                ServiceControlExemption = ServiceControlExemption.None,
                ServiceControlPolicies = [new OrganizationLevel("r-1", [new SourcedPolicy(new PolicySource("p-1", "guardrail"), guardrail)])],
            });
            foreach (var action in ActionMask.Actions)
            {
                var expected = OneAfterTheOther(changed, action);
                Same(expected, changed.Verdict(action.FullName), $"{principal.Principal.Arn} {action.Name}");
                seen.Add(expected.Verdict);
            }
        }

        Assert.Contains(Verdict.Some, seen);
    }

    [Fact]
    public void One_type_has_the_verdict_of_one_resource_after_the_other()
    {
        foreach (var principal in PrincipalsOf(new RandomOrganization(7)))
        {
            foreach (var action in ActionMask.Actions)
            {
                foreach (var type in action.AuthorizedTypes)
                    Same(Over(principal.Simulator, action, [type]), principal.Simulator.VerdictOnType(action.FullName, type), $"{principal.Principal.Arn} {action.Name} {type}");
            }
        }
    }

    [Fact]
    public void Keys_of_resources_that_policies_tell_apart_are_all_named()
    {
        var report = new Estate().Inventory(("billinggroup", "111122223333"), ("billinggroup", "444455556666"), ("billinggroup", "777788889999"))
            .Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:DeleteBillingGroup").On("arn:aws:billingconductor::*:billinggroup/1*").When("IpAddress", "aws:SourceIp", "192.0.2.0/24"),
                PolicyStatement.Allow("billingconductor:DeleteBillingGroup").On("arn:aws:billingconductor::*:billinggroup/4*").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Audit();

        var verdict = report.Principals.Single(listed => listed.Assessed.Principal.Name == "ops").Assessed.AccessTo(ActionMask.Actions.Single(action => action.Name == "DeleteBillingGroup"));
        Assert.Equal(Verdict.Conditional, verdict.Verdict);
        Assert.Equal(["aws:MultiFactorAuthPresent", "aws:SourceIp"], verdict.Keys);
    }

    private static AssessedPrincipal[] PrincipalsOf(RandomOrganization organization)
    {
        var snapshot = organization.OpenSnapshot(out var folder);
        using (folder)
            return PrincipalsOf(snapshot);
    }

    /// <summary>Its policies have conditions on keys that nobody knows.</summary>
    private static AssessedPrincipal[] PrincipalsOfTheSample() => PrincipalsOf(SnapshotReader.Open(Path.Combine(Repository.Root, "samples", "acme")));

    private static AssessedPrincipal[] PrincipalsOf(SnapshotReader snapshot)
    {
        var frame = AuditFrame.Of(snapshot, new AuditOptions { AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ToolVersion = "test", ListAll = true });
        return [.. snapshot.AccountIds.SelectMany(account => AccountAudit.Of(frame.Read(snapshot, account), frame, before: null).Principals)];
    }

    private static ActionVerdict OneAfterTheOther(PrincipalSimulator simulator, CatalogAction action)
    {
        if (action.IsWildcardOnly)
            return Over(simulator, ["*"], action);
        return action.Resources.Any(resource => resource.Required)
            ? action.AuthorizedTypes.Select(type => Over(simulator, action, [type])).Aggregate(ResourceVerdicts.Worse)
            : Over(simulator, action, action.AuthorizedTypes);
    }

    private static ActionVerdict Over(PrincipalSimulator simulator, CatalogAction action, ImmutableArray<string> types) =>
        Over(simulator, [.. types.SelectMany(type => simulator.Resources.Of(action.Service, type))], action);

    private static ActionVerdict Over(PrincipalSimulator simulator, ImmutableArray<string> arns, CatalogAction action)
    {
        var results = arns.ToDictionary(arn => arn, arn => simulator.EvaluateEmbedded(action.FullName, arn));
        return ResourceVerdicts.Combine(arns, [.. arns.Select(arn => results[arn].Decision)], arn => results[arn].UnknownKeys);
    }

    private static void Same(ActionVerdict expected, ActionVerdict found, string what)
    {
        Assert.True(expected.Verdict == found.Verdict, $"{what}: {expected.Verdict} one after the other, {found.Verdict} at once");
        Assert.Equal(expected.AllowedResources.AsEnumerable(), found.AllowedResources);
        Assert.Equal(expected.Keys.AsEnumerable(), found.Keys);
        Assert.Equal(expected.ReachesNewResources, found.ReachesNewResources);
    }
}
