using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>A profile, built in or own, with everything it extends.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tasks">All its tasks, ordinal by id.</param>
/// <param name="Permitted">Needs and companions of its tasks, those of the console included, and what it permits besides.</param>
public sealed record ResolvedProfile(string Id, ImmutableArray<TaskDefinition> Tasks, PermittedActions Permitted)
{
    private const string Deployer = "iac-deployer";
    private const string Deploying = "deploy-with-cloudformation";

    /// <summary>
    /// Whether who has it is there to let CloudFormation call for it: it is <c>iac-deployer</c>, or one of the configuration's own that deploys. Who may do
    /// everything, deploying too, mostly calls himself.
    /// </summary>
    public bool DeploysThroughServices => (Id == Deployer || ProfileCatalog.Default.FindProfile(Id) is null) && Tasks.Any(task => task.Id == Deploying);
}
