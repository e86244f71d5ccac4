using System.Collections.Immutable;

namespace Auditor.Pipeline.WhatIf;

/// <summary>What is supposed to be otherwise than the snapshot says. Nothing is ever applied to an account.</summary>
public sealed record Suppositions
{
    /// <summary>Things as they are.</summary>
    public static Suppositions None { get; } = new();

    /// <summary>Identity-based policies that are supposed to be there.</summary>
    public ImmutableArray<SupposedPolicy> With { get; init; } = [];

    /// <summary>What is supposed to be gone: ARNs of policies, roles and users, ids of organization policies, or inline policies as reports name them.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Service control policies that are supposed to be attached.</summary>
    public ImmutableArray<SupposedPolicy> WithServiceControlPolicies { get; init; } = [];

    /// <summary>True if nothing is supposed.</summary>
    public bool IsEmpty => With.IsEmpty && Without.IsEmpty && WithServiceControlPolicies.IsEmpty;

    /// <summary>The suppositions for people, a line each.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. With.Select(policy => $"with {policy.Name} for {policy.Target ?? "every role and user"}"),
        .. Without.Select(what => $"without {what}"),
        .. WithServiceControlPolicies.Select(policy => $"with {policy.Name} as a service control policy of {policy.Target}"),
    ];
}
