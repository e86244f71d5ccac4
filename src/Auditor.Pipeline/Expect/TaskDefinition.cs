using System.Collections.Immutable;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Expect;

/// <summary>Something a person does, and the actions it takes.</summary>
/// <param name="Id">The id in auditor.json and in reports, e.g. `create-billing-group`.</param>
/// <param name="Title">What the person does, as a phrase: `create a billing group`.</param>
public sealed record TaskDefinition(string Id, string Title)
{
    /// <summary>The actions that the person calls; without any of them the task fails.</summary>
    public required ImmutableArray<TaskAction> Needs { get; init; }

    /// <summary>The actions that AWS or the console checks besides.</summary>
    public ImmutableArray<TaskAction> Companions { get; init; } = [];

    /// <summary>Whether a need is an action of Billing Conductor, so that the task is possible in the payer only.</summary>
    public bool UsesBillingConductor => Needs.Any(need => need.Service == ServiceCatalog.BillingConductor);
}
