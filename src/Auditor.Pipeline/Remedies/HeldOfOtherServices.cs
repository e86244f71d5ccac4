using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Adds what a task needs of a service around Billing Conductor, as far as the principal holds it.</summary>
internal sealed class HeldOfOtherServices
{
    private const string Another = "another";
    private readonly RequiredGrants grants;
    private readonly PrincipalSimulator simulator;
    private readonly TaskAction need;
    private readonly ImmutableDictionary<string, string> keys;
    private readonly ImmutableArray<Statement> statements;

    private HeldOfOtherServices(RequiredGrants grants, PrincipalSimulator simulator, TaskAction need)
    {
        (this.grants, this.simulator, this.need) = (grants, simulator, need);
        keys = need.Context.ToImmutableDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
        var folded = need.Action.ToLowerInvariant();
        statements = [.. simulator.AllPolicies.Identity.SelectMany(policy => policy.Document.StatementsOn(folded))];
    }

    public static void AddTo(RequiredGrants grants, PrincipalSimulator simulator, TaskAction need) => new HeldOfOtherServices(grants, simulator, need).Add();

    private void Add()
    {
        var byType = Asked().Select(asked => asked.Where(one => MayDo(one.Arn)).Select(one => (one.Arn, Widest: Widest(one.Arn, one.Patterns))).ToArray()).ToArray();
        // It is needed on each type.
        if (byType.Any(held => held.Length == 0))
            return;
        var named = byType.SelectMany(held => held).Select(one => one.Widest).ToHashSet(StringComparer.Ordinal);
        grants.AddHeld(need.Action, named, need.Context);
        if (!named.Contains("*"))
            grants.Except(need.Action, Exceptions(named, [.. byType.SelectMany(held => held).Select(one => one.Arn).Concat(named.SelectMany(Instances)).Select(ResourcePattern.Fold)]));
    }

    /// <summary>What the task is judged by, type by type: resources, each with patterns for all that are like it, the widest first.</summary>
    private IEnumerable<IEnumerable<(string Arn, string[] Patterns)>> Asked()
    {
        var probeId = ResourceCatalogue.Instance("*");
        if (!need.ResourceTypes.IsEmpty)
        {
            return need.ResourceTypes.Select(type => simulator.Resources.Of(need.Service, type)
                .Select(arn => (arn, (string[])[.. grants.PatternsOf(need.Service, type), arn.Replace(probeId, "*", StringComparison.Ordinal)])));
        }

        var spelled = simulator.Resources.Spell(need);
        return [spelled.Length > 1 && spelled.EndsWith('*') ? simulator.AllPolicies.InstancesOf(need.Action, spelled).Select(arn => (arn, (string[])[spelled])) : [(spelled, [spelled])]];
    }

    /// <summary>The widest pattern that the principal holds all over, else the resource itself. Its own policies may have narrower ones than the catalogue.</summary>
    private string Widest(string arn, string[] patterns)
    {
        if (arn == "*")
            return arn;
        var folded = ResourcePattern.Fold(arn);
        var own = statements.Where(statement => statement is { Effect: Effect.Allow, IsNotResource: false })
            .SelectMany(statement => statement.Resources).Where(IsPlain).Select(pattern => pattern.Text);
        return patterns.Concat(own).FirstOrDefault(text => ParseText(text).MatchesFixed(folded) && Instances(text).All(MayDo)) ?? arn;
    }

    /// <summary>What the principal's own policies name within the patterns, and do not allow.</summary>
    /// <param name="named">The patterns.</param>
    /// <param name="held">Resources within them that are held.</param>
    private IEnumerable<string> Exceptions(HashSet<string> named, ImmutableArray<string> held)
    {
        Glob[] globs = [.. named.Select(text => Glob.Parse(ResourcePattern.Fold(text)))];
        return statements.SelectMany(statement => statement.Resources).Where(IsPlain)
            .Where(pattern => globs.Any(pattern.CouldMatch) && !held.Any(pattern.MatchesFixed) && !Instances(pattern.Text).Any(MayDo))
            .Select(pattern => pattern.Text);
    }

    private bool MayDo(string arn) => simulator.Decide(need.Action, arn, keys) is Decision.Allowed or Decision.Conditional;

    private static bool IsPlain(ResourcePattern pattern) => !pattern.MatchesEverything && !pattern.HasVariables && !pattern.Text.Contains("${", StringComparison.Ordinal);

    private static ResourcePattern ParseText(string text) => ResourcePattern.Parse(text, PolicyType.IdentityBased, variables: false);

    /// <summary>Two names that fit: what holds for both is no accident of one.</summary>
    private static IEnumerable<string> Instances(string text) =>
        [ResourceCatalogue.Instance(text), text.Replace("*", Another, StringComparison.Ordinal).Replace('?', Another[0])];
}
