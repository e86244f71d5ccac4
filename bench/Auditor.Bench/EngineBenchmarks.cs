using System.Collections.Immutable;
using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using BenchmarkDotNet.Attributes;

namespace Auditor.Bench;

/// <summary>What the engine is asked for most. Not sealed: BenchmarkDotNet derives from it.</summary>
public class EngineBenchmarks
{
    private readonly ReadOnlyMemory<byte> text = Encoding.UTF8.GetBytes(BillingRole.PolicyText);
    private readonly ImmutableArray<AccessRequest> requests = BillingRole.Requests;
    private readonly AccessRequest request = BillingRole.Requests.Single(request => request.Action == "billingconductor:UpdateBillingGroup");
    private readonly PoliciesInEffect policies = BillingRole.Policies;

    [Benchmark(Description = "one decision, all layers")]
    public Decision Decide() => AccessEvaluator.Evaluate(request, policies).Decision;

    [Benchmark(Description = "one decision with full explanation")]
    public EvaluationResult Explain() => AccessEvaluator.Evaluate(request, policies);

    [Benchmark(Description = "all 34 actions of Billing Conductor for one role")]
    public int DecideAll() => requests.Count(one => AccessEvaluator.Evaluate(one, policies).IsAllowed);

    [Benchmark(Description = "compile a policy of four statements")]
    public PolicyDocument Compile() => PolicyParser.Parse(text, PolicyType.IdentityBased);
}
