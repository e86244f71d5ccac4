using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;

namespace Decisions;

/// <summary>The context of the questions: somebody with MFA, from a known address, at the time of the snapshot.</summary>
internal static class RequestKeys
{
    /// <summary>The keys of one role's requests.</summary>
    public static ImmutableArray<KeyValuePair<string, ContextValue>> Of(Principal role, SnapshotReader snapshot)
    {
        var moment = snapshot.Metadata.TakenAt ?? DateTimeOffset.UnixEpoch;
        var keys = ImmutableArray.CreateBuilder<KeyValuePair<string, ContextValue>>();
        void Add(string key, string value) => keys.Add(new(key, ContextValue.Of(value)));
        Add("aws:PrincipalArn", role.Arn);
        Add("aws:PrincipalAccount", role.Account);
        Add("aws:PrincipalType", "AssumedRole");
        Add("aws:MultiFactorAuthPresent", "true");
        Add("aws:SecureTransport", "true");
        Add("aws:SourceIp", "203.0.113.10");
        Add("aws:RequestedRegion", "us-east-1");
        Add("aws:CurrentTime", moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        Add("aws:ResourceTag/team", "payments");
        foreach (var (key, value) in role.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            Add("aws:PrincipalTag/" + key, value);
        if (snapshot.Organization is { Id: { } id } organization)
        {
            Add("aws:PrincipalOrgID", id);
            if (organization.Accounts.TryGetValue(role.Account, out var place) && place.Path is { } path)
                keys.Add(new("aws:PrincipalOrgPaths", ContextValue.Many([string.Join('/', path.Prepend(id)) + "/"])));
        }

        return keys.ToImmutable();
    }
}
