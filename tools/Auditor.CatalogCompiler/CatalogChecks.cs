namespace Auditor.CatalogCompiler;

/// <summary>What must hold before anything is written. Each broken rule is one line that names the place.</summary>
public static class CatalogChecks
{
    private static readonly string[] KeyTypes =
        ["ARN", "ArrayOfARN", "ArrayOfString", "Bool", "Date", "IPAddress", "Numeric", "String"];

    public static IReadOnlyList<string> Check(RawCatalog raw) =>
    [
        .. Totals(raw),
        .. raw.Services.SelectMany(service => ServiceChecks.Check(service.Key, service.Value, raw.ActionNames)),
        .. raw.ActionNames.SelectMany(service => Names(service.Key, service.Value)),
        .. raw.GlobalKeys.Keys.SelectMany(key => GlobalKey(key, raw)),
        .. Repeated("global-condition-keys.json", raw.GlobalKeys.Keys.Select(key => key.Name)),
        .. Repeated("rcp-services.json", raw.ResourceControlPolicyServices.Services),
        .. raw.ResourceControlPolicyServices.Services.Where(prefix => !raw.ActionNames.ContainsKey(prefix))
            .Select(prefix => $"rcp-services.json: `{prefix}` is not a service prefix"),
        .. raw.ManagedPolicies.Policies.SelectMany(policy => Versions(policy.Key, policy.Value)),
        .. raw.Retired.Actions.Where(action => !Exists(action, raw.ActionNames))
            .Select(action => $"retired-actions.json: `{action}` does not exist"),
    ];

    /// <summary>Versions stand in the order in which they were made, and the last is the one in force.</summary>
    private static IEnumerable<string> Versions(string name, RawManagedPolicy policy)
    {
        if (policy.Versions.Count == 0 || policy.Versions[^1].Version != policy.DefaultVersion)
            yield return $"managed-policy-history.json: the last version of `{name}` is not `{policy.DefaultVersion}`";
        foreach (var (older, newer) in policy.Versions.Zip(policy.Versions.Skip(1)).Where(pair => pair.First.Created > pair.Second.Created))
            yield return $"managed-policy-history.json: `{name}` has version `{older.Version}` before the older `{newer.Version}`";
        foreach (var version in policy.Versions.Where(version => version.Allow.Any(pattern => pattern.Any(char.IsAsciiLetterUpper) || pattern.Contains(' ', StringComparison.Ordinal))))
            yield return $"managed-policy-history.json: version `{version.Version}` of `{name}` has a pattern that is not in lower case";
    }

    internal static IEnumerable<string> Repeated(string where, IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => $"{where}: `{group.Key}` stands there {group.Count()} times");

    internal static bool Exists(string action, IReadOnlyDictionary<string, IReadOnlyList<string>> actionNames) =>
        action.Split(':') is [var prefix, var name]
        && actionNames.TryGetValue(prefix, out var names)
        && (name == "*" || names.Contains(name, StringComparer.Ordinal));

    internal static bool IsKeyType(string type) => KeyTypes.Contains(type, StringComparer.Ordinal);

    private static IEnumerable<string> Totals(RawCatalog raw)
    {
        var expected = raw.Sources.Expected;
        (string What, int Actual, int Expected)[] totals =
        [
            ("detailed prefixes", raw.Services.Count, expected.DetailedPrefixes),
            ("prefixes", raw.ActionNames.Count, expected.Prefixes),
            ("actions", raw.ActionNames.Values.Sum(names => names.Count), expected.Actions),
            ("global condition keys", raw.GlobalKeys.Keys.Count, expected.GlobalConditionKeys),
            ("services that RCPs reach", raw.ResourceControlPolicyServices.Services.Count, expected.RcpServices),
        ];
        var wrong = totals.Where(total => total.Actual != total.Expected)
            .Select(total => $"{total.What}: {total.Actual}, but data-sources.json expects {total.Expected}");
        return wrong.Concat(expected.AccessLevels.SelectMany(service => Levels(service.Key, service.Value, raw.Services)));
    }

    private static IEnumerable<string> Levels(
        string prefix, IReadOnlyDictionary<string, int> expected, IReadOnlyDictionary<string, RawService> services)
    {
        var actual = services[prefix].Actions.CountBy(action => action.AccessLevel).ToDictionary();
        return expected.Keys.Union(actual.Keys)
            .Where(level => actual.GetValueOrDefault(level) != expected.GetValueOrDefault(level))
            .Select(level => $"{prefix}: {actual.GetValueOrDefault(level)} {level} actions, but data-sources.json expects {expected.GetValueOrDefault(level)}");
    }

    private static IEnumerable<string> Names(string prefix, IReadOnlyList<string> names)
    {
        var malformed = names.Where(name => name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            .Select(name => $"{prefix}: `{name}` is no action name");
        return malformed.Concat(Repeated(prefix, names));
    }

    private static IEnumerable<string> GlobalKey(RawGlobalKey key, RawCatalog raw)
    {
        if (!IsKeyType(key.Type) || (key.AlsoType is { } type && !IsKeyType(type)))
            yield return $"{key.Name}: unknown type";
        if (key.Presence is not ("always" or "sometimes"))
            yield return $"{key.Name}: presence `{key.Presence}`";
        if (key.CrossService == key.Name.StartsWith("aws:", StringComparison.Ordinal))
            yield return $"{key.Name}: crossService must be said of exactly the keys without the prefix `aws:`";
        foreach (var prefix in (key.CataloguePrefixes ?? []).Where(prefix => !raw.Services.ContainsKey(prefix)))
            yield return $"{key.Name}: `{prefix}` is not a detailed prefix";
    }
}
