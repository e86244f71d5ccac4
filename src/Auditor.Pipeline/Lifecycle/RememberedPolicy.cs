using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>A policy that a principal held when a run looked: enough to tell later whether it is still the same.</summary>
/// <param name="Layer">The layer it works in, as reports name it.</param>
/// <param name="Id">The policy, as reports name it.</param>
/// <param name="Target">Where in the organization it is attached; null for policies of the account.</param>
/// <param name="Version">Its version; null where policies have none.</param>
/// <param name="Hash">Tells its text from others: 16 hex digits.</param>
/// <param name="Touches">The Billing Conductor actions that one of its statements covers, allowing or denying.</param>
public sealed record RememberedPolicy(string Layer, string Id, string? Target, string? Version, string Hash, ulong Touches)
{
    /// <summary>What makes it the same policy in the same place, whatever it says.</summary>
    public (string Layer, string Id, string? Target) Place => (Layer, Id, Target);

    /// <summary>Every policy that can decide for a principal on Billing Conductor: its own, its boundary, and those of the organization over it.</summary>
    public static ImmutableArray<RememberedPolicy> AllOf(Principal principal, AccountSetting setting)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(setting);
        var boundary = principal.Boundary is { } held ? [Of(PolicyLayer.PermissionsBoundary, held)] : Enumerable.Empty<RememberedPolicy>();
        return
        [
            .. principal.Policies.Select(policy => Of(PolicyLayer.Identity, policy)).Concat(boundary)
                .Concat((setting.ServiceControlPolicies ?? []).SelectMany(level => level.Policies.Select(policy => Of(level.TargetId, policy))))
                .Distinct().OrderBy(policy => policy.Layer, StringComparer.Ordinal).ThenBy(policy => policy.Target, StringComparer.Ordinal).ThenBy(policy => policy.Id, StringComparer.Ordinal),
        ];
    }

    private static RememberedPolicy Of(PolicyLayer layer, HeldPolicy policy) =>
        new(PolicyLayerNames.Of(layer), policy.Reference.Id, null, policy.Reference.VersionId, HashOf(policy.Document), TouchesOf(policy.Document));

    private static RememberedPolicy Of(string target, SourcedPolicy policy) =>
        new(PolicyLayerNames.Of(PolicyLayer.ServiceControlPolicy), policy.Source.Id, target, null, HashOf(policy.Document), TouchesOf(policy.Document));

    private static string HashOf(PolicyDocument document)
    {
        var text = string.Join('\u001F', document.Statements.Select(statement => statement.ReadText()).Prepend(document.HasVariables ? "variables" : ""));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static ulong TouchesOf(PolicyDocument document) =>
        document.IsUnreadable ? ActionMask.All : document.Statements.Aggregate(0UL, (mask, statement) => mask | ActionMask.Of(statement));
}
