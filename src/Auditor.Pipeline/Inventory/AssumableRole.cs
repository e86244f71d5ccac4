using System.Collections.Immutable;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Inventory;

/// <summary>A role with all that has a say in who assumes it.</summary>
/// <param name="Role">The role, with its trust policy and its tags.</param>
/// <param name="ResourceControlPolicies">The resource control policies over its account; null if none has a say.</param>
internal sealed record AssumableRole(Principal Role, ImmutableArray<OrganizationLevel>? ResourceControlPolicies);
