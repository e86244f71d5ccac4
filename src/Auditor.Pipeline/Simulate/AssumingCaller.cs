using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>A principal of the organization as one who assumes roles.</summary>
/// <param name="Context">What is known of its requests.</param>
/// <param name="Policies">Its own policies, and the service control policies over it.</param>
/// <param name="Account">Its account.</param>
/// <param name="Partition">E.g. <c>aws</c>.</param>
internal sealed record AssumingCaller(CallerContext Context, PoliciesInEffect Policies, AccountSetting Account, string Partition)
{
    /// <summary>An external id that nobody was told.</summary>
    public const string MadeUpId = "an id that nobody was told";

    private static readonly ContextValue MadeUp = ContextValue.Of(MadeUpId);

    /// <summary>Decides whether the principal, or a session of it, may assume a role. What external id it sends is not known.</summary>
    /// <param name="role">The role.</param>
    /// <param name="resourceControl">The resource control policies over the role; null if none has a say.</param>
    public EvaluationResult Assume(Principal role, ImmutableArray<OrganizationLevel>? resourceControl) =>
        Assume(role, resourceControl, context => context);

    /// <summary>Decides whether the principal may assume a role without having been told its external id.</summary>
    /// <inheritdoc cref="Assume(Principal, ImmutableArray{OrganizationLevel}?)"/>
    public EvaluationResult AssumeUntold(Principal role, ImmutableArray<OrganizationLevel>? resourceControl) => Better(
        Assume(role, resourceControl, NoExternalId),
        () => Assume(role, resourceControl, MadeUpExternalId));

    /// <summary>The request without an external id.</summary>
    public static RequestContext NoExternalId(RequestContext context) => new ExternalIdContext(context, ContextValue.Absent);

    /// <summary>The request with an external id that only a pattern of the trust policy could fit.</summary>
    public static RequestContext MadeUpExternalId(RequestContext context) => new ExternalIdContext(context, MadeUp);

    /// <summary>The first answer if it certainly lets in, else the better of the two.</summary>
    public static EvaluationResult Better(EvaluationResult first, Func<EvaluationResult> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.IsAllowed)
            return first;
        var other = second();
        return other.Decision > first.Decision ? other : first;
    }

    private EvaluationResult Assume(Principal role, ImmutableArray<OrganizationLevel>? resourceControl, Func<RequestContext, RequestContext> with)
    {
        var action = ActionContext.Of(RoleTrust.AssumeRole, Partition, ImmutableDictionary<string, string>.Empty);
        var context = with(new AuditContext(Context, action, role.Arn, role.Tags));
        var policies = Policies with { ResourceControlPolicies = resourceControl };
        return Names(role)
            .Select(name => Conditionally(RoleTrust.Evaluate(role.Arn, role.Trust, new PrincipalEntry(PrincipalEntry.Aws, name), context, policies), role))
            .Aggregate((first, second) => Better(first, () => second));
    }

    /// <summary>The principal itself, and those of its sessions that the trust policy names.</summary>
    private IEnumerable<string> Names(Principal role) => (role.TrustPolicy?.Statements ?? [])
        .SelectMany(statement => statement.Principal?.Entries ?? [])
        .Where(entry => entry.Kind == PrincipalEntryKind.Session && TrustPolicies.WithoutSession(entry.Value) == Context.SessionsArn)
        .Select(entry => entry.Value)
        .Prepend(Context.Arn)
        .Distinct(StringComparer.Ordinal);

    /// <summary>Where nobody knows which service control policies bind, what is allowed depends on them. They never bind the payer's principals.</summary>
    private EvaluationResult Conditionally(EvaluationResult result, Principal role)
    {
        if (Account.Proviso is not { } proviso || result.Decision is not (Decision.Allowed or Decision.Conditional))
            return result;
        // A role that matters only if its account is the payer makes the same condition of its own account's callers.
        if (proviso == ContextKeys.AccountIsThePayer && role.Account == Account.Account)
            return result;
        return result with { Decision = Decision.Conditional, UnknownKeys = [.. result.UnknownKeys.Append(proviso).Order(StringComparer.Ordinal)] };
    }
}
