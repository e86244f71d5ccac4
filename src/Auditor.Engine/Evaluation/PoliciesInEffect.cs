using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>Every policy that has a say in a principal's requests. A policy that exists but could not be read belongs in as an unread document.</summary>
public sealed record PoliciesInEffect
{
    /// <summary>Inline and attached policies of the principal and of its groups; empty means it has none.</summary>
    public ImmutableArray<SourcedPolicy> Identity { get; init; } = [];

    /// <summary>The permissions boundary, or null without one.</summary>
    public SourcedPolicy? Boundary { get; init; }

    /// <summary>Session policies; null when none was passed, which leaves this layer open.</summary>
    public ImmutableArray<SourcedPolicy>? Session { get; init; }

    /// <summary>Why service control policies do not apply, if they do not; <see cref="ServiceControlPolicies"/> is then not looked at.</summary>
    public ServiceControlExemption ServiceControlExemption { get; init; }

    /// <summary>Service control policies, root first, account last; null when there is no organization.</summary>
    public ImmutableArray<OrganizationLevel>? ServiceControlPolicies { get; init; }

    /// <summary>
    /// Resource control policies in the same order; null where none has a say: services outside AWS's list, resources of the
    /// management account, calls of service-linked roles.
    /// </summary>
    public ImmutableArray<OrganizationLevel>? ResourceControlPolicies { get; init; }

    /// <summary>The resource's own policy, or null.</summary>
    public SourcedPolicy? ResourcePolicy { get; init; }
}
