using System.Collections.Immutable;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Simulate;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Simulate;

/// <summary>The adapter in front of a fake AWS.</summary>
internal sealed class SimulatorFixture : IDisposable
{
    public const string Account = "111122223333";
    public const string Role = "arn:aws:iam::111122223333:role/ops";
    public const string Group = "arn:aws:billingconductor::111122223333:billinggroup/a1";

    /// <summary>AWS's pace times a hundred: a bucket's timer counts whole milliseconds.</summary>
    private readonly ApiCaller calls = new(pace: 100);

    public SimulatorFixture(int retries = 0) => Simulator = new PrincipalPolicySimulator(calls, (account, _) =>
    {
        Accounts.Add(account);
        return Task.FromResult(
            new AmazonIdentityManagementServiceClient(
                new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "example"), new AmazonIdentityManagementServiceConfig
                {
                    ServiceURL = Aws.Url,
                    AuthenticationRegion = "us-east-1",
                    RetryMode = RequestRetryMode.Standard,
                    MaxErrorRetry = retries,
                }));
    });

    public FakeAws Aws { get; } = new();

    /// <summary>The accounts in which clients were made.</summary>
    public List<string> Accounts { get; } = [];

    public PrincipalPolicySimulator Simulator { get; }

    /// <summary>How many calls were made; the connection's own attempts are not counted.</summary>
    public int Calls => calls.Counts.GetValueOrDefault("iam:SimulatePrincipalPolicy");

    public IReadOnlyList<FakeSimulation> Asked => [.. Aws.Calls(FakeSimulation.Api).Select(request => new FakeSimulation(request))];

    public static SimulationCall Call(params string[] actions) => new([.. actions], ["*"], []);

    public static SimulationQuestion Question(params SimulationCall[] calls) =>
        new(Role, Account, ExcludesServiceControlPolicies: true, [.. calls]);

    /// <summary>Answers every call, in the shape since 2026-07-30.</summary>
    public SimulatorFixture Always(Func<FakeSimulation, FakeAnswer> answer)
    {
        Aws.Always(FakeSimulation.Api, request => answer(new FakeSimulation(request)));
        return this;
    }

    public Task<SimulationAnswer> AskAsync(params SimulationCall[] calls) => AskAsync(Question(calls));

    public Task<SimulationAnswer> AskAsync(SimulationQuestion question) =>
        Simulator.SimulateAsync(question, TestContext.Current.CancellationToken);

    public static ImmutableArray<string> Words(SimulationAnswer answer) =>
        [.. answer.Decisions.OrderBy(decision => decision.Action, StringComparer.Ordinal).ThenBy(
            decision => decision.Resource, StringComparer.Ordinal)
            .Select(decision => $"{decision.Call} {decision.Action} {decision.Resource} {decision.Decision}")];

    public void Dispose()
    {
        calls.Dispose();
        Aws.Dispose();
    }
}
