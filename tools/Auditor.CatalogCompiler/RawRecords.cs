using System.Text.Json;

namespace Auditor.CatalogCompiler;

public sealed record RawService(
    string Prefix,
    string Name,
    IReadOnlyList<RawAction> Actions,
    IReadOnlyList<RawResourceType> Resources,
    IReadOnlyList<RawConditionKey> ConditionKeys,
    bool Partial = false);

public sealed record RawAction(
    string Name,
    string AccessLevel,
    IReadOnlyList<RawActionResource> Resources,
    IReadOnlyList<string> ConditionKeys,
    IReadOnlyList<string> DependentActions,
    IReadOnlyList<RawDependentAction>? ConditionalDependentActions = null,
    IReadOnlyList<string>? ApiOperations = null,
    bool PermissionOnly = false,
    DateOnly? Added = null);

public sealed record RawActionResource(string Type, bool Required, string? Source = null);

public sealed record RawDependentAction(string Action, string When);

public sealed record RawResourceType(string Type, IReadOnlyList<string> ArnPatterns, IReadOnlyList<string> ConditionKeys);

public sealed record RawConditionKey(string Key, string Type);

public sealed record RawGlobalKeys(
    string Source, string Licence, string Date, int Count, IReadOnlyList<string> Notes, IReadOnlyList<RawGlobalKey> Keys);

public sealed record RawGlobalKey(
    string Name,
    string Type,
    bool Multivalued,
    string Presence,
    string Group,
    string? When = null,
    string? AlsoType = null,
    bool CrossService = false,
    IReadOnlyList<string>? CataloguePrefixes = null);

public sealed record RawPrefixList(
    string Source, string Licence, string Date, int Count, IReadOnlyList<string> Services, IReadOnlyList<string> Notes);

/// <summary>Actions as `prefix:Name`, or `prefix:*` for a whole service.</summary>
public sealed record RawActionList(string Source, string Licence, string Date, IReadOnlyList<string> Actions);

/// <summary>The versions of some AWS managed policies; of a partial one only the patterns with its prefixes.</summary>
public sealed record RawPolicyHistory(
    string Source,
    string Licence,
    string Date,
    IReadOnlyList<string> Notes,
    IReadOnlyDictionary<string, RawManagedPolicy> Policies,
    IReadOnlyDictionary<string, JsonElement> Documents);

public sealed record RawManagedPolicy(
    string Arn,
    string DefaultVersion,
    IReadOnlyList<string> NeverDefault,
    IReadOnlyList<RawPolicyVersion> Versions,
    bool Partial = false,
    IReadOnlyList<string>? Prefixes = null);

/// <summary>A version: the patterns that it allows are in lower case, each once, in ordinal order.</summary>
public sealed record RawPolicyVersion(string Version, DateTimeOffset Created, IReadOnlyList<string> Allow, JsonElement? Document = null);

public sealed record RawSources(
    string Source,
    string Version,
    DateTimeOffset UpdatedAt,
    string Licence,
    string Copyright,
    string CrossCheckedWith,
    string DependentActions,
    string Added,
    IReadOnlyDictionary<string, RawSourceFile> Files,
    RawExpectation Expected);

public sealed record RawSourceFile(string Source, string Licence, string Date, string Count);

/// <summary>What the data must add up to; whoever adds an action changes these numbers in the same commit.</summary>
public sealed record RawExpectation(
    int DetailedPrefixes,
    int Prefixes,
    int Actions,
    int GlobalConditionKeys,
    int RcpServices,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> AccessLevels);
