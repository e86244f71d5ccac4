using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>What one principal should be able to do. Principals with the same assignments share one instance.</summary>
public sealed class PrincipalExpectation
{
    private readonly ImmutableArray<GrantedAssignment> assignments;

    internal PrincipalExpectation(ImmutableArray<GrantedAssignment> assignments, ImmutableArray<ExpectedTask> tasks)
    {
        this.assignments = assignments;
        Tasks = tasks;
        ProfileIds =
        [
            .. assignments.SelectMany(assignment => assignment.Profiles).Select(profile => profile.Id)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        Permitted = PermittedActions.Union([.. assignments.Select(assignment => assignment.Permitted)]);
    }

    /// <summary>Nothing: no assignment names the principal.</summary>
    public static PrincipalExpectation None { get; } = new([], []);

    /// <summary>The ids of the assigned profiles, ordinal. What they extend is not among them.</summary>
    public ImmutableArray<string> ProfileIds { get; }

    /// <summary>The tasks of these profiles, each once, ordinal by id.</summary>
    public ImmutableArray<ExpectedTask> Tasks { get; }

    /// <summary>The actions that an assigned profile permits; all others are excess.</summary>
    public PermittedActions Permitted { get; }

    /// <summary>Who answers for the principal: the owner that the first assignment with one names; null if none does.</summary>
    public string? Owner => assignments.Select(assignment => assignment.Assignment.Owner).FirstOrDefault(owner => owner is not null);

    /// <summary>Whether the principal is there to let CloudFormation call for it, because one of its profiles is.</summary>
    public bool DeploysThroughServices => assignments.SelectMany(assignment => assignment.Profiles).Any(profile => profile.DeploysThroughServices);

    /// <summary>Whether one of the profiles is about Billing Conductor, be the principal where it answers or not.</summary>
    public bool UsesBillingConductor => assignments.SelectMany(assignment => assignment.Profiles).Any(profile => profile.Tasks.Any(task => task.UsesBillingConductor));

    /// <summary>Whether the principal has at least one profile.</summary>
    public bool IsAssigned => !ProfileIds.IsEmpty;

    /// <summary>The ids of those assigned profiles that ask for a task, ordinal.</summary>
    public ImmutableArray<string> ProfileIdsOf(TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return
        [
            .. assignments.SelectMany(assignment => assignment.Profiles).Where(profile => profile.Tasks.Any(other => other.Id == task.Id))
                .Select(profile => profile.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The ARNs, ordinal, to which the assignments that permit the action confine it on this Billing Conductor resource
    /// type; null if one of them leaves the type free, or if none permits the action.
    /// </summary>
    public ImmutableArray<string>? RestrictionOf(string action, string resourceType)
    {
        var permitting = assignments.Where(assignment => assignment.Permitted.Permits(action)).ToList();
        return ResourceRestriction.United(permitting.Select(assignment => assignment.Resources), resourceType);
    }
}
