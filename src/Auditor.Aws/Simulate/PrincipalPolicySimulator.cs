using System.Collections.Concurrent;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Aws.Simulate;

/// <summary>
/// Asks <c>iam:SimulatePrincipalPolicy</c> in the principal's own account. Where AWS refuses, throttles to the end or does not answer
/// several times in a row, the account is not asked any more. Safe from any thread.
/// </summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html"/>.</remarks>
public sealed class PrincipalPolicySimulator : IPrincipalPolicySimulator
{
    private readonly ApiCaller calls;
    private readonly Func<string, CancellationToken, Task<AmazonIdentityManagementServiceClient>> clients;
    private readonly ConcurrentDictionary<string, CircuitBreaker> breakers = new(StringComparer.Ordinal);
    private readonly UnknownActions unknown = new();

    /// <summary>Asks through the way into the organization's accounts.</summary>
    public PrincipalPolicySimulator(AwsAccess access)
        : this(access.Calls, async (account, cancelled) => (AmazonIdentityManagementServiceClient)(await access.InAsync(account, cancelled).ConfigureAwait(false)).IdentityManagement())
    {
    }

    /// <param name="calls">Through which every call goes.</param>
    /// <param name="clients">
    /// Makes a client for an account; throws <see cref="CallRefusedException"/> if there is no way in. It is the class because the SDK's
    /// interface has static members and cannot be a type argument.
    /// </param>
    internal PrincipalPolicySimulator(ApiCaller calls, Func<string, CancellationToken, Task<AmazonIdentityManagementServiceClient>> clients)
    {
        this.calls = calls;
        this.clients = clients;
    }

    /// <inheritdoc/>
    public async Task<SimulationAnswer> SimulateAsync(SimulationQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var breaker = breakers.GetOrAdd(question.Account, _ => new CircuitBreaker());
        if (breaker.Open is { } reason)
            return new SimulationAnswer(question.PrincipalArn, [], [], reason) { IsNotAsked = true };
        SimulationConversation? conversation = null;
        Gap? gap = null;
        try
        {
            using var client = await clients(question.Account, cancellationToken).ConfigureAwait(false);
            conversation = new SimulationConversation(calls, client, question, unknown);
            for (var call = 0; call < question.Calls.Length; call++)
                await conversation.AskAsync(call, cancellationToken).ConfigureAwait(false);
            // Where AWS takes nothing of what is asked, asking about the next principal is no use either.
            if (conversation is { Decisions.IsEmpty: true, Rejection: { } rejection })
                gap = breaker.Failed(rejection);
            else
                breaker.Succeeded();
        }
        catch (CallRefusedException error) when (error.InnerException is NoSuchEntityException)
        {
            breaker.Succeeded();
            gap = CircuitBreaker.GapOf(error.Refusal, "is in the snapshot, but not in the account any more") with { What = $"`{question.PrincipalArn}`" };
        }
        catch (CallRefusedException error)
        {
            gap = breaker.Failed(error);
        }

        return new SimulationAnswer(question.PrincipalArn, conversation?.Decisions ?? [], conversation?.Unanswered ?? [], gap);
    }
}
