using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.WhatIf;

/// <summary>The organization with what is supposed of it.</summary>
internal static class SupposedOrganization
{
    /// <summary>The organization as supposed.</summary>
    /// <param name="organization">As it is; null if it is not known.</param>
    /// <param name="suppositions">What is supposed.</param>
    /// <param name="library">Reads the documents.</param>
    /// <param name="matched">Takes each supposition that met something.</param>
    public static OrganizationSnapshot? Of(OrganizationSnapshot? organization, Suppositions suppositions, PolicyLibrary library, Action<string> matched)
    {
        var added = suppositions.WithServiceControlPolicies.Select((policy, index) => Added(organization, policy, index, library)).ToImmutableArray();
        if (organization is null)
            return null;
        foreach (var what in suppositions.Without.Where(what => organization.Policies.Any(policy => IsNamed(policy, what))))
            matched(what);
        var kept = organization.Policies.Where(policy => !suppositions.Without.Any(what => IsNamed(policy, what)));
        return organization with { Policies = [.. kept.Concat(added).OrderBy(policy => policy.Id, StringComparer.Ordinal)] };
    }

    /// <summary>The ARNs of the policies that are supposed to be gone.</summary>
    public static IEnumerable<string> Gone(OrganizationSnapshot? organization, Suppositions suppositions) => organization is null
        ? []
        : organization.Policies.Where(policy => suppositions.Without.Any(what => IsNamed(policy, what))).Select(policy => policy.Arn);

    private static bool IsNamed(OrganizationPolicy policy, string what) => what == policy.Id || what == policy.Arn;

    private static OrganizationPolicy Added(OrganizationSnapshot? organization, SupposedPolicy policy, int index, PolicyLibrary library)
    {
        if (organization is null)
            throw new RunCannotGoOnException($"`{policy.Name}` cannot be attached to `{policy.Target}`: the snapshot has no organization that could be read");
        var target = policy.Target == "root" && organization.Roots is [var only] ? only.Id : policy.Target!;
        if (!organization.IsRoot(target) && !organization.Accounts.ContainsKey(target) && organization.OrganizationalUnits.All(unit => unit.Id != target))
            throw new RunCannotGoOnException($"the organization has no root, unit or account `{target}`: name one by its id, such as r-exam, ou-exam-members1 or 111122223333");
        return new OrganizationPolicy
        {
            Id = FormattableString.Invariant($"what-if-{index + 1}"),
            Arn = $"what-if:{policy.Name}",
            Name = policy.Name,
            Type = PolicyType.ServiceControlPolicy,
            Document = policy.Read(library, PolicyType.ServiceControlPolicy),
            Targets = [target],
        };
    }
}
