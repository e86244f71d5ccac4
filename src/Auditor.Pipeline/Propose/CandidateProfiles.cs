using System.Collections.Immutable;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Propose;

/// <summary>The profiles that fit a principal, each judged as the audit will judge who has it.</summary>
/// <param name="assessed">The principal, without a profile.</param>
/// <param name="rolesOfPayer">Names of the payer's roles that make some actions needless.</param>
internal sealed class CandidateProfiles(AssessedPrincipal assessed, IReadOnlySet<string> rolesOfPayer)
{
    private static readonly ProfileSet Profiles = new(ProfileCatalog.Default, []);

    // What nobody can know of calls that CloudFormation makes, and the audit knows of all others.
    private static readonly ImmutableDictionary<string, ContextValue> CalledThroughServices =
        new[] { "aws:ViaAWSService", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast" }.ToImmutableDictionary(key => key, _ => ContextValue.Unknown, StringComparer.OrdinalIgnoreCase);

    private readonly Judgement itself = new(assessed.Simulator, assessed.Held, rolesOfPayer);
    private Judgement? throughServices;

    /// <summary>Of the profiles whose tasks all work: fewest held actions outside, then fewest permitted actions, then the name.</summary>
    public ProfileDefinition? Nearest() => ProfileCatalog.Default.Profiles
        .Select(profile => (profile, Judgement: JudgementFor(profile)))
        .Where(candidate => candidate.profile.Tasks.All(candidate.Judgement.Works))
        .Select(candidate => (candidate.profile, candidate.Judgement.Held, Permitted: ProfileCatalog.Default.Permitted(candidate.profile)))
        .OrderBy(candidate => ActionMask.ActionsOf(candidate.Held).Count(action => !candidate.Permitted.Contains(action.FullName)))
        .ThenBy(candidate => candidate.Permitted.Count)
        .ThenBy(candidate => candidate.profile.Id, StringComparer.Ordinal)
        .Select(candidate => candidate.profile)
        .FirstOrDefault();

    private Judgement JudgementFor(ProfileDefinition profile) =>
        Profiles.Find(profile.Id)!.DeploysThroughServices ? throughServices ??= ThroughServices() : itself;

    private Judgement ThroughServices()
    {
        var simulator = assessed.Simulator.Knowing(CalledThroughServices);
        return new Judgement(simulator, simulator.Reach().Held, rolesOfPayer);
    }

    /// <summary>What the principal can do, if its calls are of one kind.</summary>
    private sealed class Judgement(PrincipalSimulator simulator, ulong held, IReadOnlySet<string> rolesOfPayer)
    {
        private readonly TaskAssessor assessor = new(simulator, isPayer: true, rolesOfPayer);

        public ulong Held => held;

        /// <summary>The task works without any assumption, companions included.</summary>
        public bool Works(string id)
        {
            var task = assessor.Assess(ProfileCatalog.Default.FindTask(id)!);
            return task.Needs.All(Works) && task.Companions.All(companion => companion.Verdict.Verdict != Verdict.None);
        }

        private static bool Works(AssessedNeed need) =>
            need.Verdict.Verdict >= Verdict.Some
            || (need.Verdict.Verdict == Verdict.Conditional && need.Verdict.Keys.All(ContextKeys.IsChosenByCaller));
    }
}
