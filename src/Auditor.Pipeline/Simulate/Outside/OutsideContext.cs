using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>The context of a request by which an outsider assumes a role: what he is not is known, what he may choose is not.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"/>, of keys of SAML federation in trust policies.</remarks>
internal sealed class OutsideContext : RequestContext
{
    private readonly AuditContext rest;

    public OutsideContext(OutsideCaller outsider, Principal role, IOrganizationContext organization, DateTimeOffset asOf, string partition)
    {
        var caller = new CallerContext
        {
            Arn = RoleOf(outsider.Arn),
            Account = outsider.Account,
            Tags = ImmutableDictionary<string, string>.Empty,
            TakesSessionTags = true,
            // His account may have an identity provider of its own, whose keys a session carries on into the roles that it assumes.
            IsFederated = true,
            Organization = new OutsideOrganization(outsider, organization),
            AsOf = asOf,
            Assumed = ImmutableDictionary<string, ContextValue>.Empty,
        };
        rest = new AuditContext(caller, ActionContext.Of(RoleTrust.AssumeRole, partition, ImmutableDictionary<string, string>.Empty), role.Arn, role.Tags);
    }

    /// <inheritdoc/>
    public override ContextValue Get(string key) => key.ToLowerInvariant() switch
    {
        // He may come as a role or as a user, of any name that his own account gives him.
        "aws:principaltype" or "aws:username" => ContextValue.Unknown,
        "aws:principalorgmasteraccountid" => ContextValue.Of(OutsideCaller.NobodysAccount),
        _ => rest.Get(key),
    };

    /// <summary>aws:PrincipalArn of a session is its role; the role's path is not known.</summary>
    private static string RoleOf(string arn) =>
        TrustPolicies.WithoutSession(arn)!.Replace(":sts:", ":iam:", StringComparison.Ordinal).Replace(":assumed-role/", ":role/", StringComparison.Ordinal);

    private sealed class OutsideOrganization(OutsideCaller outsider, IOrganizationContext own) : IOrganizationContext
    {
        public ContextValue OrganizationId => outsider.OrganizationId;

        public ContextValue OrganizationIdOf(string account) => account == outsider.Account ? outsider.OrganizationId : own.OrganizationIdOf(account);

        public ContextValue PathOf(string account) => outsider.OrganizationPaths;
    }
}
