using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The changes of the identity-based policies of a role or user that an actor may certainly make.</summary>
/// <param name="ground">The payer.</param>
internal sealed class PolicyChanges(PayerGround ground)
{
    private const int MostVersions = 5;
    private readonly PolicyRemovals removals = new(ground);
    private static readonly string[] PoliciesOfAws = ["AWSBillingConductorFullAccess", "AdministratorAccess", "PowerUserAccess"];

    /// <summary>By which a policy comes to the changed one, or goes; each action at most once, the roles of Identity Center and of services never.</summary>
    public IEnumerable<AccessChange> Of(Actor actor, Principal changed)
    {
        var direct = changed.Kind switch
        {
            PrincipalKind.Role => OfHolder(actor, changed, "Role").Concat(removals.Of(actor, changed)),
            PrincipalKind.User => OfHolder(actor, changed, "User").Concat(removals.Of(actor, changed)).Concat(Groups(actor, changed)),
            // AWS answers UnmodifiableEntity to changes of roles that it made itself.
            _ => [],
        };
        return direct.Concat(Versions(actor, changed)).DistinctBy(change => (change.Permission.Action, change.Change));
    }

    /// <summary>The policies that can be attached, or be a boundary, so that Write actions are allowed: AWS's own first.</summary>
    public IEnumerable<string> Granting() => PoliciesOfAws.Select(name => $"arn:{ground.Partition}:iam::aws:policy/{name}")
        .Concat(ground.Policies.Values.Where(policy => policy.Document is { IsUnreadable: false } document && WriteAccess.IsAllowedBy(document)).Select(policy => policy.Arn));

    private IEnumerable<AccessChange> OfHolder(Actor actor, Principal changed, string kind)
    {
        if (!actor.May($"iam:Attach{kind}Policy") && !actor.May($"iam:Put{kind}Policy"))
            yield break;
        var keys = RequestKeys.About(changed);
        if (Attach(actor, $"iam:Attach{kind}Policy", changed.Arn, keys) is { } attached)
            yield return attached with { Phrase = "attach a policy that allows it to {0}" };
        if (actor.May($"iam:Put{kind}Policy") && actor.Hold($"iam:Put{kind}Policy", changed.Arn, keys) is { } put)
            yield return Write(put, changed, changed.Arn, "write a policy that allows it into {0}");
    }

    /// <summary>An inline policy is written over one of the same name: those of the holder that deny go with it.</summary>
    private static AccessChange Write(Permission put, Principal changed, string holder, string phrase)
    {
        ImmutableArray<string> denying = [.. changed.Policies.Where(policy => policy.Reference.Id.StartsWith(holder + " ", StringComparison.Ordinal) && WriteAccess.IsDeniedBy(policy.Document)).Select(policy => policy.Reference.Id)];
        return denying.IsEmpty
            ? new AccessChange(put, AccessChange.AllowAll, phrase, AccessChange.WithEverything)
            : new AccessChange(put, "writes over " + string.Join(", ", denying), phrase, before => AccessChange.WithEverything(denying.Aggregate(before, AccessChange.Without)));
    }

    private AccessChange? Attach(Actor actor, string action, string resource, ImmutableDictionary<string, string> keys)
    {
        if (!actor.May(action))
            return null;
        if (AttachExisting(actor, action, resource, keys) is { } existing)
            return existing;
        // One that it makes first, by a name that the condition on the policy lets through.
        return actor.May(EscalationActions.CreatePolicy)
            && Names(actor, action).FirstOrDefault(arn => actor.Hold(EscalationActions.CreatePolicy, arn, RequestKeys.None) is not null && actor.Hold(action, resource, keys.SetItem(RequestKeys.PolicyArn, arn)) is not null) is { } made
                ? new AccessChange(actor.Hold(action, resource, keys.SetItem(RequestKeys.PolicyArn, made))!, AccessChange.AllowAll, "", AccessChange.WithEverything)
                : null;
    }

    /// <summary>Names of policies to come that the statements on an action ask for.</summary>
    private IEnumerable<string> Names(Actor actor, string action) => actor.Assessed.Simulator.AllPolicies.StatementsOn(action)
        .SelectMany(statement => statement.Conditions).Where(clause => clause.Key.Equals(RequestKeys.PolicyArn, StringComparison.OrdinalIgnoreCase))
        .SelectMany(clause => clause.Values).Select(ResourceCatalogue.Instance)
        .Where(arn => arn.StartsWith($"arn:{ground.Partition}:iam::{ground.Account}:policy/", StringComparison.Ordinal) && !ground.Policies.ContainsKey(arn))
        .Distinct(StringComparer.Ordinal);

    private AccessChange? AttachExisting(Actor actor, string action, string resource, ImmutableDictionary<string, string> keys)
    {
        // Only whoever looks at the policy's ARN tells one policy from another.
        var policies = Granting().Take(actor.AsksFor(RequestKeys.PolicyArn) ? int.MaxValue : 1);
        foreach (var arn in policies)
        {
            if (actor.Hold(action, resource, keys.SetItem(RequestKeys.PolicyArn, arn)) is { } permission)
                return new AccessChange(permission, Key(arn), "", ground.Policies.TryGetValue(arn, out var own) ? before => AccessChange.With(before, [Sourced(own)]) : AccessChange.WithEverything);
        }

        return null;
    }

    private string Key(string arn) => ground.Policies.ContainsKey(arn) ? arn : AccessChange.AllowAll;

    private static SourcedPolicy Sourced(ManagedPolicyRecord policy) => new(new PolicySource(policy.Arn, policy.Name), policy.Document);

    private IEnumerable<AccessChange> Groups(Actor actor, Principal user)
    {
        foreach (var group in ground.Groups)
        {
            if (!group.Members.Contains(user.Arn))
            {
                if (actor.May(EscalationActions.AddUserToGroup) && group.Policies.Any(policy => WriteAccess.IsAllowedBy(policy.Document))
                    && actor.Hold(EscalationActions.AddUserToGroup, group.Arn, RequestKeys.None) is { } add)
                    yield return new AccessChange(add, "joins " + group.Arn, $"put {{0}} into the group {group.Name}", before => AccessChange.With(before, group.Policies.Select(policy => policy.Sourced)));
                continue;
            }

            if (Attach(actor, "iam:AttachGroupPolicy", group.Arn, RequestKeys.None) is { } attached)
                yield return attached with { Phrase = $"attach a policy that allows it to the group {group.Name}, to which it belongs" };
            if (actor.May("iam:PutGroupPolicy") && actor.Hold("iam:PutGroupPolicy", group.Arn, RequestKeys.None) is { } put)
                yield return Write(put, user, group.Arn, $"write a policy that allows it into the group {group.Name}, to which it belongs");
        }
    }

    /// <summary>New and old versions of the payer's own policies that the changed one holds or has as its boundary.</summary>
    private IEnumerable<AccessChange> Versions(Actor actor, Principal changed)
    {
        if (!actor.May(EscalationActions.CreateVersion) && !actor.May(EscalationActions.SetDefaultVersion))
            yield break;
        var held = changed.Policies.Append(changed.Boundary).OfType<HeldPolicy>().Select(policy => policy.Reference.Id).Distinct(StringComparer.Ordinal);
        foreach (var policy in held.Select(arn => ground.Policies.GetValueOrDefault(arn)).OfType<ManagedPolicyRecord>())
        {
            if (CreateVersion(actor, policy) is { } created)
                yield return created;
            foreach (var version in actor.May(EscalationActions.SetDefaultVersion) ? policy.OtherVersions : [])
            {
                if (SetDefault(actor, policy, version) is { } set)
                    yield return set;
            }
        }
    }

    /// <summary>A policy has at most five versions: where it has them, one must go first.</summary>
    private static AccessChange? CreateVersion(Actor actor, ManagedPolicyRecord policy)
    {
        if (!actor.May(EscalationActions.CreateVersion) || actor.Hold(EscalationActions.CreateVersion, policy.Arn, RequestKeys.None) is not { } create)
            return null;
        if (policy.OtherVersions.Length + 1 >= MostVersions && actor.Hold(EscalationActions.DeleteVersion, policy.Arn, RequestKeys.None) is null)
            return null;
        return new AccessChange(create, "rewrites " + policy.Arn, $"write a new version of {policy.Name}, which binds {{0}}", before => AccessChange.Rewritten(before, policy.Arn, null));
    }

    private static AccessChange? SetDefault(Actor actor, ManagedPolicyRecord policy, PolicyVersionRecord version) =>
        actor.Hold(EscalationActions.SetDefaultVersion, policy.Arn, RequestKeys.None) is { } set
            ? new AccessChange(set, $"sets {policy.Arn} {version.Id}", $"put version {version.Id} of {policy.Name}, which binds {{0}}, in force", before => AccessChange.Rewritten(before, policy.Arn, version.Document))
            : null;
}
