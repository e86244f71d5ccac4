namespace Auditor.CatalogCompiler;

/// <summary>What must hold within one service of service-reference.json.</summary>
internal static class ServiceChecks
{
    private const string TagKey = "${TagKey}";

    private static readonly string[] AccessLevels = ["List", "Read", "Write", "Tagging", "Permissions management"];

    public static IEnumerable<string> Check(
        string prefix, RawService service, IReadOnlyDictionary<string, IReadOnlyList<string>> actionNames)
    {
        if (service.Prefix != prefix || !string.Equals(prefix, prefix.ToLowerInvariant(), StringComparison.Ordinal))
            yield return $"{prefix}: the prefix `{service.Prefix}` differs from its key or is not in lower case";
        var problems = CatalogChecks.Repeated(prefix, service.Actions.Select(action => action.Name))
            .Concat(CatalogChecks.Repeated(prefix, service.Resources.Select(type => type.Type)))
            .Concat(CatalogChecks.Repeated(prefix, service.ConditionKeys.Select(key => key.Key)))
            .Concat(SameNames(service, actionNames))
            .Concat(service.Actions.SelectMany(action => Action(service, action, actionNames)))
            .Concat(service.Resources.SelectMany(type => ResourceType(service, type)))
            .Concat(service.ConditionKeys.SelectMany(key => ConditionKey(prefix, key)));
        foreach (var problem in problems)
            yield return problem;
    }

    private static IEnumerable<string> SameNames(
        RawService service, IReadOnlyDictionary<string, IReadOnlyList<string>> actionNames)
    {
        var detailed = service.Actions.Select(action => action.Name).ToHashSet(StringComparer.Ordinal);
        var named = actionNames.GetValueOrDefault(service.Prefix, []);
        var missing = service.Partial ? [] : named.Where(name => !detailed.Contains(name));
        return missing.Select(name => $"{service.Prefix}:{name}: named in all-actions.json only")
            .Concat(detailed.Except(named, StringComparer.Ordinal).Select(name => $"{service.Prefix}:{name}: not in all-actions.json"));
    }

    private static IEnumerable<string> Action(
        RawService service, RawAction action, IReadOnlyDictionary<string, IReadOnlyList<string>> actionNames)
    {
        var name = $"{service.Prefix}:{action.Name}";
        if (!AccessLevels.Contains(action.AccessLevel, StringComparer.Ordinal))
            yield return $"{name}: access level `{action.AccessLevel}`";
        foreach (var resource in action.Resources.Where(resource => service.Resources.All(type => type.Type != resource.Type)))
            yield return $"{name}: resource type `{resource.Type}` is not one of the service";
        foreach (var problem in CatalogChecks.Repeated(name, action.Resources.Select(resource => resource.Type)))
            yield return problem;
        foreach (var problem in Keys(name, action.ConditionKeys, service))
            yield return problem;
        var dependents = action.DependentActions.Concat(action.ConditionalDependentActions?.Select(dependent => dependent.Action) ?? []);
        foreach (var dependent in dependents.Where(dependent => !CatalogChecks.Exists(dependent, actionNames)))
            yield return $"{name}: depends on `{dependent}`, which does not exist";
    }

    private static IEnumerable<string> ResourceType(RawService service, RawResourceType type)
    {
        var name = $"{service.Prefix} resource type {type.Type}";
        if (type.ArnPatterns.Count == 0)
            yield return $"{name}: has no ARN pattern";
        foreach (var arn in type.ArnPatterns.Where(arn => !arn.StartsWith("arn:${Partition}:", StringComparison.Ordinal) || arn.Count(c => c == ':') < 5))
            yield return $"{name}: `{arn}` is no ARN pattern";
        foreach (var problem in Keys(name, type.ConditionKeys, service))
            yield return problem;
    }

    private static IEnumerable<string> Keys(string name, IReadOnlyList<string> keys, RawService service) =>
        keys.Where(key => service.ConditionKeys.All(known => known.Key != key))
            .Select(key => $"{name}: condition key `{key}` is not one of the service")
            .Concat(CatalogChecks.Repeated(name, keys));

    private static IEnumerable<string> ConditionKey(string prefix, RawConditionKey key)
    {
        if (!CatalogChecks.IsKeyType(key.Type))
            yield return $"{prefix}: condition key `{key.Key}` has the unknown type `{key.Type}`";
        if (key.Key.Contains('$', StringComparison.Ordinal) && !key.Key.EndsWith("/" + TagKey, StringComparison.Ordinal))
            yield return $"{prefix}: condition key `{key.Key}` has a placeholder other than a final {TagKey}";
    }
}
