using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>The organization with its policies.</summary>
/// <param name="Survey">What there is.</param>
/// <param name="Parents">Where accounts are, by account; empty where they bring their paths along.</param>
/// <param name="Policies">The policies that have a say in access.</param>
/// <param name="Refused">What AWS refused, the survey's refusals included.</param>
internal sealed record CollectedOrganization(
    OrganizationSurvey Survey,
    IReadOnlyDictionary<string, string> Parents,
    ImmutableArray<CollectedPolicy> Policies,
    ImmutableArray<SnapshotRefusal> Refused);
