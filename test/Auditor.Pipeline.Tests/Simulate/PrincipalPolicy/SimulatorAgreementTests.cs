using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>
/// The sample organization against a simulator that does exactly what AWS documents: what is not sent is absent, resource control
/// policies are not looked at, and keys that only service control policies ask for are not reported as missing.
/// </summary>
public sealed class SimulatorAgreementTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "acme");
    private static readonly AuditReport Embedded = AuditRun.Run(
        SnapshotReader.Open(Sample), Options(), progress: null, CancellationToken.None);

    [Fact]
    public async Task It_never_disagrees()
    {
        var report = await AuditAsync(SimulatorMode.Both);

        Assert.Empty(report.Of("BCA902"));
        Assert.Equal(0, report.Simulator.DecisionsDiffering);
        Assert.True(report.Simulator.DecisionsCompared > 1_000, $"only {report.Simulator.DecisionsCompared} decisions were compared");
        Assert.Equal(Embedded.Findings.Select(finding => finding.Id), report.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task Its_verdicts_are_the_embedded_ones_but_for_what_it_cannot_see()
    {
        var report = await AuditAsync(SimulatorMode.Aws);
        var compared = 0;
        foreach (var (aws, embedded) in report.Principals.Zip(Embedded.Principals))
        {
            foreach (
                var (its, ours) in aws.Assessed.Access.Concat(aws.Assessed.OtherAccess.Values).Zip(
                    embedded.Assessed.Access.Concat(embedded.Assessed.OtherAccess.Values)))
            {
                Assert.True(
                    its.Verdict == ours.Verdict || (its.Verdict == Verdict.Unknown && ours.Verdict == Verdict.Conditional),
                    $"{aws.Assessed.Principal.Arn}: {its} {ours}");
                compared++;
            }
        }

        Assert.True(compared > 1_000, $"only {compared} verdicts were compared");
    }

    private static Task<AuditReport> AuditAsync(SimulatorMode mode) =>
        AuditRun.RunAsync(
            AuditMaterial.Of(SnapshotReader.Open(Sample)),
            Options(),
            new SimulatorRequest(mode, new DocumentedSimulator(), Sample: 1_000),
            progress: null,
            TestContext.Current.CancellationToken);

    private static AuditOptions Options()
    {
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(File.ReadAllText(Path.Combine(Sample, "auditor.json"))));
        return new AuditOptions
        {
            AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero),
            Configuration = configuration.Configuration,
            ConfigurationName = "auditor.json",
            ToolVersion = "test",
        };
    }

    private sealed class DocumentedSimulator : IPrincipalPolicySimulator
    {
        private readonly Dictionary<string, AssessedPrincipal> principals = Embedded.Principals.ToDictionary(
            listed => listed.Assessed.Principal.Arn, listed => listed.Assessed, StringComparer.Ordinal);

        public Task<SimulationAnswer> SimulateAsync(SimulationQuestion question, CancellationToken cancellationToken)
        {
            var policies = principals[question.PrincipalArn].Simulator.Policies;
            var own = policies with { ServiceControlPolicies = null, ResourceControlPolicies = null };
            var inEffect = question.ExcludesServiceControlPolicies ? own : policies with { ResourceControlPolicies = null };
            var decisions =
                from item in question.Calls.Select((call, index) => (call, index))
                from action in item.call.ActionNames
                from resource in item.call.ResourceArns
                let request = new AccessRequest
                {
                    Action = action,
                    Resource = resource,
                    PrincipalArn = question.PrincipalArn,
                    Context = ContextOf(item.call),
                }
                let result = AccessEvaluator.Evaluate(request, inEffect)
                where result.Decision is Decision.Allowed or Decision.ImplicitDeny or Decision.ExplicitDeny
                select new SimulatedDecision
                {
                    Call = item.index,
                    Action = action,
                    Resource = resource,
                    Decision = result.Decision,
                    MissingKeys = AccessEvaluator.Evaluate(request, own).MissingKeys,
                };
            return Task.FromResult(new SimulationAnswer(question.PrincipalArn, [.. decisions], []));
        }

        private static GivenContext ContextOf(SimulationCall call) => new(call.ContextEntries.Select(entry => KeyValuePair.Create(
            entry.Name,
            entry.Type.EndsWith("List", StringComparison.Ordinal) ? ContextValue.Many(entry.Values) : ContextValue.Of(entry.Values[0]))));
    }
}
