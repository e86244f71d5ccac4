namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>AWS's own simulator, <c>iam:SimulatePrincipalPolicy</c>, or whatever answers in its place.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html"/>.</remarks>
public interface IPrincipalPolicySimulator
{
    /// <summary>Asks everything about one principal. May be called for several principals at once.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    /// <returns>The answer. What AWS refused or could not answer stands in it as such; only cancellation and bugs throw.</returns>
    Task<SimulationAnswer> SimulateAsync(SimulationQuestion question, CancellationToken cancellationToken);
}
