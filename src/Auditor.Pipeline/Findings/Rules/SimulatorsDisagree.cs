using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA902: one simulator allows what the other denies, and neither lacks anything to decide.</summary>
public sealed class SimulatorsDisagree : FindingRule
{
    private const string RuleId = "BCA902";

    /// <inheritdoc/>
    public override string Id => RuleId;

    /// <inheritdoc/>
    public override string Title => "The two simulators disagree";

    /// <inheritdoc/>
    public override string? WhatIsMissing(AuditFacts facts) =>
        base.WhatIsMissing(facts) ?? (facts.Simulations.Mode == SimulatorMode.Embedded ? "AWS's simulator was not asked" : null);

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Simulations.All.SelectMany(simulation => Disagreements(facts, simulation)).Select(item => Draft(item.Assessed, item.Decision));
    }

    /// <summary>One request for each finding of this rule: that of its first principal and resource.</summary>
    internal static ImmutableArray<Reproduction> Reproductions(AuditFacts facts, ImmutableArray<Finding> findings) =>
    [
        .. findings.Where(finding => finding.Rule == RuleId).OrderBy(finding => finding.Id, StringComparer.Ordinal).Select(finding =>
        {
            var (assessed, decision) = finding.Principals
                .Select(principal => facts.Simulations.Find(principal.Arn)).OfType<PrincipalSimulation>()
                .SelectMany(simulation => Disagreements(facts, simulation))
                .First(item => MatterOf(item.Decision.Request) == finding.Draft.Matter);
            return Reproduction.Of(finding.Id, assessed.Simulator, decision.Request);
        }),
    ];

    private static IEnumerable<(AssessedPrincipal Assessed, ComparedDecision Decision)> Disagreements(AuditFacts facts, PrincipalSimulation simulation) =>
        facts.Find(simulation.Answer.PrincipalArn) is { Principal.IsBillingConductorsOwn: false } assessed
            ? SimulatorComparison.Of(assessed.Simulator, simulation).Where(decision => decision.Differs).Select(decision => (assessed, decision))
            : [];

    private static string MatterOf(PlannedRequest request) => $"{request.Key.Action} {request.ResourceType}";

    private static FindingDraft Draft(AssessedPrincipal assessed, ComparedDecision decision)
    {
        var (request, embedded, aws) = decision;
        var subject = SubjectResolver.Of(assessed.Principal);
        var file = FindingAssembler.IdOf(RuleId, subject, MatterOf(request)) + ".json";
        return new FindingDraft
        {
            Subject = subject,
            Matter = MatterOf(request),
            Severity = Severity.High,
            Title = $"Whether {assessed.Principal.DisplayName} may {request.Key.Action} is in doubt",
            Explanation = $"Do not rely on what this report says of {assessed.Principal.DisplayName} and {request.Key.Action}: "
                + $"the product says {Word(embedded.Decision)}{Because(embedded)}, AWS's simulator says {Word(aws.Decision)}{Because(aws)}. "
                + $"If its policies changed after the snapshot was taken, collect again; else one of the two is wrong. --reproductions writes the request as {file}.",
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = [request.Key.Action],
            Resources = [request.Key.Resource],
            Blockers = embedded.Blockers,
            Evidence = EvidenceOf(assessed, embedded),
        };
    }

    private static string Because(EvaluationResult embedded) => embedded.Blockers.IsEmpty ? "" : $" ({RuleWords.Blockers(embedded.Blockers)})";

    private static string Because(SimulatedDecision aws) => aws switch
    {
        { IsAllowed: true } => "",
        { AllowedByOrganizations: false } => " (the organization's policies do not allow it)",
        { AllowedByPermissionsBoundary: false } => " (the permissions boundary does not allow it)",
        { MatchedPolicies.IsEmpty: false } => $" (by {RuleWords.List(aws.MatchedPolicies)})",
        _ => "",
    };

    private static string Word(Decision decision) => decision == Decision.Allowed ? "allowed" : "denied";

    /// <summary>The statements that decide: those that deny, else those that allow.</summary>
    private static ImmutableArray<Evidence> EvidenceOf(AssessedPrincipal assessed, EvaluationResult embedded)
    {
        var policies = assessed.Principal.Policies.Append(assessed.Principal.Boundary).OfType<HeldPolicy>()
            .DistinctBy(policy => policy.Reference.Id).ToDictionary(policy => policy.Reference.Id, policy => policy.Reference, StringComparer.Ordinal);
        var wanted = embedded.Decision == Decision.ExplicitDeny ? Effect.Deny : Effect.Allow;
        return
        [
            .. embedded.MatchedStatements.Where(match => match.Statement.Effect == wanted).Select(match => policies.TryGetValue(match.Policy.Id, out var policy)
                ? Evidence.Of(policy, match.Statement)
                : new Evidence(match.Policy.Id, null, match.Statement.Label, match.Statement.Start.Line, match.Statement.Start.Column, match.Statement.Text)),
        ];
    }
}
