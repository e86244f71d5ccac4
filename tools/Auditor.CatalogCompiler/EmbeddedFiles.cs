using System.Collections.Immutable;
using System.Text;

namespace Auditor.CatalogCompiler;

/// <summary>The files that the engine embeds, by name: one action, key or service a line, so that a change reads well in a diff.</summary>
public static class EmbeddedFiles
{
    public static ImmutableSortedDictionary<string, byte[]> Write(RawCatalog raw) =>
        new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["catalog.json"] = Text(CatalogJson.Lines(raw)),
            ["global-condition-keys.json"] = Text(GlobalKeysJson.Lines(raw.GlobalKeys.Keys)),
            ["action-names.txt"] = Text(raw.ActionNames.OrderBy(service => service.Key, StringComparer.Ordinal)
                .Select(service => NamesLine(service.Key, service.Value, raw.Retired.Actions))),
            ["managed-policy-versions.txt"] = Text(PolicyVersionLines.Of(raw.ManagedPolicies)),
            ["rcp-services.txt"] = Text(raw.ResourceControlPolicyServices.Services.Order(StringComparer.Ordinal)),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>`prefix Name Name …`; a name behind a hyphen is retired.</summary>
    private static string NamesLine(string prefix, IReadOnlyList<string> names, IReadOnlyList<string> retired)
    {
        var marked = names.Order(StringComparer.Ordinal)
            .Select(name => retired.Contains($"{prefix}:{name}") || retired.Contains($"{prefix}:*") ? "-" + name : name);
        return prefix + ' ' + string.Join(' ', marked);
    }

    private static byte[] Text(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n')));
}
