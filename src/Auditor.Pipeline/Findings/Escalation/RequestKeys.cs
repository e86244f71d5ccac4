using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The condition keys whose values a request that changes somebody brings along, because it names them or they are the changed one's.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"/>.</remarks>
internal static class RequestKeys
{
    public const string PolicyArn = "iam:PolicyARN";
    public const string PassedToService = "iam:PassedToService";
    public const string PermissionsBoundary = "iam:PermissionsBoundary";
    public const string RequestedRegion = "aws:RequestedRegion";

    /// <summary>No keys but those that every request carries.</summary>
    public static ImmutableDictionary<string, string> None { get; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    private static readonly ConditionalWeakTable<Principal, ImmutableDictionary<string, string>> Known = [];

    /// <summary>The tags and the boundary of a role or user that a request is about. What it lacks stays unknown: then no permission is certain.</summary>
    public static ImmutableDictionary<string, string> About(Principal changed) => Known.GetValue(changed, static principal => Read(principal));

    private static ImmutableDictionary<string, string> Read(Principal changed)
    {
        var keys = None.ToBuilder();
        foreach (var (tag, value) in changed.Tags)
            keys["aws:ResourceTag/" + tag] = keys["iam:ResourceTag/" + tag] = value;
        if (changed.Boundary is { } boundary)
            keys[PermissionsBoundary] = boundary.Reference.Id;
        return keys.ToImmutable();
    }
}
