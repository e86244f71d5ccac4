using System.Globalization;
using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate;

/// <summary>The context of a request that nobody has made yet: what is known, what is known to be absent, and what only the real call would tell.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"/> and the service
/// authorization reference of each service; of tags of roles <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"/>.
/// The whole table stands in docs/limits.md.
/// </remarks>
internal sealed class AuditContext(CallerContext caller, ActionContext action, string resource, IReadOnlyDictionary<string, string>? resourceTags) : RequestContext
{
    private const string PrincipalTag = "aws:principaltag/";
    private const string ResourceTag = "aws:resourcetag/";
    private const string ResourceTagOfIam = "iam:resourcetag/";
    private const string RequestTag = "aws:requesttag/";

    /// <inheritdoc/>
    public override ContextValue Get(string key)
    {
        if (caller.Assumed.Count > 0 && caller.Assumed.TryGetValue(key, out var assumed))
            return assumed;
        if (!action.Fixed.IsEmpty && action.Fixed.TryGetValue(key, out var given))
            return ContextValue.Of(given);
        var folded = FoldedKeys.Of(key);
        return folded.StartsWith("aws:", StringComparison.Ordinal) ? Global(folded) : Service(folded);
    }

    private ContextValue Global(string key) => key switch
    {
        "aws:principalarn" => ContextValue.Of(caller.Arn),
        "aws:principalaccount" => ContextValue.Of(caller.Account),
        "aws:principaltype" => ContextValue.Of(caller.UserName is null ? "AssumedRole" : "User"),
        "aws:username" => caller.UserName is { } name ? ContextValue.Of(name) : ContextValue.Absent,
        "aws:userid" => caller.UserId is { } id ? ContextValue.Of(id) : ContextValue.Unknown,
        "aws:principalorgid" => caller.Organization.OrganizationIdOf(caller.Account),
        "aws:principalorgpaths" => caller.Organization.PathOf(caller.Account),
        "aws:resourceorgid" => ResourceAccount() is { } owner ? caller.Organization.OrganizationIdOf(owner) : ContextValue.Unknown,
        "aws:resourceaccount" => ResourceAccount() is { } owner ? ContextValue.Of(owner) : ContextValue.Unknown,
        "aws:requestedregion" => action.Region is { } region ? ContextValue.Of(region) : ContextValue.Unknown,
        "aws:securetransport" => ContextValue.Of("true"),
        "aws:viaawsservice" => caller.CallsThroughServices ? ContextValue.Unknown : ContextValue.Of("false"),
        "aws:calledvia" or "aws:calledviafirst" or "aws:calledvialast" => caller.CallsThroughServices ? ContextValue.Unknown : ContextValue.Absent,
        "aws:principalisawsservice" => ContextValue.Of("false"),
        "aws:currenttime" => ContextValue.Of(caller.AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        "aws:epochtime" => ContextValue.Of(caller.AsOf.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        "aws:tagkeys" => action.Carries(key) ? ContextValue.Unknown : ContextValue.Absent,
        _ => GlobalByPrefix(key),
    };

    private ContextValue GlobalByPrefix(string key)
    {
        if (key.StartsWith(PrincipalTag, StringComparison.Ordinal))
            return caller.PrincipalTag(key[PrincipalTag.Length..]);
        if (key.StartsWith(RequestTag, StringComparison.Ordinal))
            return action.Carries(key) ? ContextValue.Unknown : ContextValue.Absent;
        if (key.StartsWith(ResourceTag, StringComparison.Ordinal))
            return action.Carries(key) ? TagOfResource(key[ResourceTag.Length..]) : ContextValue.Absent;
        return IsSetByServicesOnly(key) ? ContextValue.Absent : ContextValue.Unknown;
    }

    /// <summary>Keys that only calls made by AWS services carry.</summary>
    private static bool IsSetByServicesOnly(string key) =>
        key is "aws:sourcearn" or "aws:sourceaccount"
        || key.StartsWith("aws:sourceorg", StringComparison.Ordinal)
        || key.StartsWith("aws:principalservicename", StringComparison.Ordinal);

    /// <summary>A key of a service: there only if the action's row in the authorization reference lists it, or the session brings it along.</summary>
    private ContextValue Service(string key)
    {
        // AWS: IAM and STS support this key beside the global one.
        if (key.StartsWith(ResourceTagOfIam, StringComparison.Ordinal) && action.IsAboutIdentities)
            return TagOfResource(key[ResourceTagOfIam.Length..]);
        if (action.Carries(key) || GlobalConditionKeys.Find(key) is { IsCrossService: true })
            return ContextValue.Unknown;
        return caller.IsFederated && IsFederationKey(key) ? ContextValue.Unknown : ContextValue.Absent;
    }

    /// <summary>Sessions of SAML and OIDC federation carry keys of the federation itself; those of OIDC begin with the provider's host name.</summary>
    private static bool IsFederationKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && (key.StartsWith("saml:", StringComparison.Ordinal) || key.AsSpan(0, colon).Contains('.'));
    }

    private ContextValue TagOfResource(string name) => resourceTags is null ? ContextValue.Unknown : TagValue.Of(resourceTags, name) ?? ContextValue.Absent;

    private string? ResourceAccount() =>
        Arn.TryParse(resource, out var arn) && arn.Account.Length == 12 && arn.Account.All(char.IsAsciiDigit) ? arn.Account : null;
}
