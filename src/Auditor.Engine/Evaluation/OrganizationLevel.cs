using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>The policies attached to one place of the organization: the root, an organizational unit or an account.</summary>
/// <remarks>
/// Within a level allows are alternatives; every level must allow. Source:
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html"/>.
/// </remarks>
/// <param name="TargetId">The id of the root, unit or account; reports name it.</param>
/// <param name="Policies">The policies attached directly. A level without policies allows nothing.</param>
public sealed record OrganizationLevel(string TargetId, ImmutableArray<SourcedPolicy> Policies);
