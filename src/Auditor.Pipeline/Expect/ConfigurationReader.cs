using Auditor.Pipeline.Expect.Reading;

namespace Auditor.Pipeline.Expect;

/// <summary>
/// Reads <c>auditor.json</c>: JSON with comments and trailing commas. Whatever the bytes are, nothing in it throws. Safe from any
/// thread.
/// </summary>
public static class ConfigurationReader
{
    private const int OnlySchemaVersion = Configuration.CurrentSchemaVersion;
    private const int MaximumUnusedAfterDays = 3650;

    /// <summary>Reads a configuration for the profiles, tasks and actions of this build.</summary>
    /// <param name="utf8">The file's bytes, with or without a byte order mark; positions are counted in them.</param>
    public static ConfigurationReadResult Read(ReadOnlyMemory<byte> utf8) => Read(utf8, ProfileCatalog.Default);

    /// <summary>Reads a configuration for the given profiles and tasks.</summary>
    /// <param name="utf8">The file's bytes, with or without a byte order mark; positions are counted in them.</param>
    /// <param name="catalog">The profiles and tasks that exist.</param>
    public static ConfigurationReadResult Read(ReadOnlyMemory<byte> utf8, ProfileCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var errors = new ConfigurationErrors(utf8);
        var root = ConfigurationJson.Read(utf8.Span, errors);
        var members = root is null ? null : MemberSet.Of(root, MemberNames.Configuration, errors);
        var configuration = members is null ? null : Read(members, catalog, errors);
        return new ConfigurationReadResult(errors.Any ? null : configuration, errors.ToImmutable());
    }

    private static Configuration Read(MemberSet members, ProfileCatalog catalog, ConfigurationErrors errors)
    {
        var values = new ValueReader(errors);
        values.Text(members["$schema"], "text: the address of the schema");
        var profiles = new OwnProfileReader(catalog, errors).ReadAll(members["profiles"]);
        var administrators = new ArnPatternReader(errors).Read(members["administrators"]);
        return new Configuration
        {
            SchemaVersion = values.Number(members["schemaVersion"], OnlySchemaVersion, OnlySchemaVersion) ?? OnlySchemaVersion,
            ManagementAccount = values.Text(members["managementAccount"], "an account id: text of twelve digits", AccountNumber.IsValid),
            Profiles = profiles,
            Assignments = new AssignmentReader(ProfileIds(members["profiles"], catalog), errors).ReadAll(members["assignments"]),
            Administrators = members["administrators"] is null ? null : administrators,
            Assume = new AssumeReader(errors).Read(members["assume"]),
            UnusedAfterDays = values.Number(members["unusedAfterDays"], 1, MaximumUnusedAfterDays) ?? Configuration.DefaultUnusedAfterDays,
            Suppressions = new SuppressionReader(errors).ReadAll(members["suppressions"]),
            Owners = ReadOwners(members["owners"], errors),
            FailOn = ReadFailOn(members["failOn"], errors),
        };
    }

    /// <summary>A profile that has errors of its own is still a known name.</summary>
    private static List<string> ProfileIds(ConfigurationNode? own, ProfileCatalog catalog) =>
    [
        .. catalog.Profiles.Select(profile => profile.Id)
            .Concat(own is { IsObject: true } ? own.Children.Select(child => child.Name!) : [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static Owners? ReadOwners(ConfigurationNode? node, ConfigurationErrors errors)
    {
        if (node is null || MemberSet.Of(node, MemberNames.Owners, errors) is not { } members)
            return null;
        const string expected = "the key of the tag that names the owner";
        var tag = new ValueReader(errors).Text(members.Required("tag", expected), expected);
        return tag is null ? null : new Owners(tag);
    }

    private static FailureThreshold? ReadFailOn(ConfigurationNode? node, ConfigurationErrors errors)
    {
        var expected = $"one of {string.Join(", ", MemberNames.FailOn.Select(ConfigurationNode.Quote))}";
        return new ValueReader(errors).Text(node, expected, text => MemberNames.FailOn.Contains(text, StringComparer.Ordinal)) switch
        {
            "high" => FailureThreshold.High,
            "medium" => FailureThreshold.Medium,
            "low" => FailureThreshold.Low,
            "none" => FailureThreshold.None,
            _ => null,
        };
    }
}
