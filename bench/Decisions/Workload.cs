using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Decisions;

/// <summary>Every Billing Conductor action for every role of a snapshot, read and compiled by the product's own code.</summary>
internal sealed class Workload(ImmutableArray<Role> roles)
{
    /// <summary>The roles, account by account.</summary>
    public ImmutableArray<Role> Roles => roles;

    /// <summary>How many questions there are.</summary>
    public int Count { get; } = roles.Sum(role => role.Questions.Length);

    /// <summary>Reads a snapshot.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="every">1 for all roles, 10 for every tenth.</param>
    public static Workload Read(string folder, int every)
    {
        var snapshot = SnapshotReader.Open(folder);
        var levels = new OrganizationPolicyLevels(snapshot.Organization, snapshot.OrganizationKnowledge);
        return new Workload(
        [
            .. snapshot.AccountIds.SelectMany(id => AccountInventory.Of(snapshot.ReadAccount(id).Account).Principals)
                .Where(principal => principal.Kind != PrincipalKind.User)
                .Where((_, index) => index % every == 0)
                .Select(principal => RoleOf(principal, snapshot, levels)),
        ]);
    }

    /// <summary>One line for each role, one letter for each question: A allowed, D explicitly denied, I implicitly denied, ? anything else.</summary>
    public IEnumerable<string> Answers(Func<AccessRequest, PoliciesInEffect, Decision> decide) => roles.Select(role => new string([.. role.Questions.Select(question =>
        decide(RequestOf(role, question), role.Policies) switch
        {
            Decision.Allowed => 'A',
            Decision.ExplicitDeny => 'D',
            Decision.ImplicitDeny => 'I',
            _ => '?',
        })]));

    /// <summary>The request that a question is.</summary>
    public static AccessRequest RequestOf(Role role, Question question) => new()
    {
        Action = question.Action,
        Resource = question.Resource,
        Context = role.Context,
        PrincipalArn = role.Arn,
    };

    private static Role RoleOf(Principal principal, SnapshotReader snapshot, OrganizationPolicyLevels levels)
    {
        var keys = RequestKeys.Of(principal, snapshot);
        return new Role
        {
            Arn = principal.Arn,
            Account = principal.Account,
            Keys = keys,
            Context = new GivenContext(keys),
            Questions = [.. ServiceCatalog.Default.BillingConductorActions.Select(action => new Question(action.FullName, ResourceOf(action, principal.Account)))],
            Policies = new PoliciesInEffect
            {
                Identity = [.. principal.Policies.Select(policy => policy.Sourced)],
                Boundary = principal.Boundary?.Sourced,
                ServiceControlExemption = principal.Kind == PrincipalKind.ServiceLinkedRole
                    ? ServiceControlExemption.ServiceLinkedRole
                    : levels.ExemptionOf(principal.Account),
                ServiceControlPolicies = levels.ServiceControlPoliciesOf(principal.Account),
            },
        };
    }

    private static string ResourceOf(CatalogAction action, string account) => action.AuthorizedTypes.IsEmpty
        ? "*"
        : ServiceCatalog.Default.Services[action.Service].ResourceTypes[action.AuthorizedTypes[0]].ArnOf("aws", "", account, "example123");
}
