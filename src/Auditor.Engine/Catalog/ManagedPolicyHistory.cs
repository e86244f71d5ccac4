using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Engine.Catalog;

/// <summary>What the versions of an AWS managed policy about billing have allowed since it came out. Immutable; safe from any thread.</summary>
/// <remarks>Sources and date of the data: NOTICE. No listed version has a Deny, NotAction or condition.</remarks>
/// <param name="Arn">The policy's ARN in the partition aws.</param>
/// <param name="Versions">The versions in the order in which they were made; the last is the one in force. Versions that never were in force are not listed.</param>
public sealed record ManagedPolicyHistory(string Arn, ImmutableArray<ManagedPolicyVersion> Versions)
{
    private static readonly Lazy<ImmutableArray<ManagedPolicyHistory>> Embedded = new(() => Read(CatalogResource.Lines("managed-policy-versions.txt")));

    private static readonly Lazy<HashSet<string>> Older = new(() =>
        All.SelectMany(policy => policy.Versions.Where(version => version != policy.Newest)).SelectMany(version => version.Patterns).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The patterns of all versions that are not in force any more, in any case.</summary>
    public static IReadOnlySet<string> OlderPatterns => Older.Value;

    /// <summary>The policies of this build in ordinal order of their ARNs, read on first use.</summary>
    public static ImmutableArray<ManagedPolicyHistory> All => Embedded.Value;

    /// <summary>The name without path.</summary>
    public string Name => Arn[(Arn.LastIndexOf('/') + 1)..];

    /// <summary>The version in force.</summary>
    public ManagedPolicyVersion Newest => Versions[^1];

    private static ImmutableArray<ManagedPolicyHistory> Read(string[] lines)
    {
        var policies = new List<(string Arn, List<ManagedPolicyVersion> Versions)>();
        var patterns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.StartsWith("arn:", StringComparison.Ordinal))
            {
                policies.Add((line, []));
                patterns.Clear();
            }
            else
            {
                policies[^1].Versions.Add(ReadVersion(line.Split(' '), patterns));
            }
        }

        return [.. policies.Select(policy => new ManagedPolicyHistory(policy.Arn, [.. policy.Versions]))];
    }

    /// <summary>A line says what came and what went since the one before it.</summary>
    private static ManagedPolicyVersion ReadVersion(string[] words, HashSet<string> patterns)
    {
        foreach (var word in words.AsSpan(2))
        {
            if (word[0] == '+')
                patterns.Add(word[1..]);
            else
                patterns.Remove(word[1..]);
        }

        return new ManagedPolicyVersion(words[0], DateOnly.ParseExact(words[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), new HashSet<string>(patterns, StringComparer.Ordinal));
    }
}

/// <summary>One version of an AWS managed policy.</summary>
/// <param name="Id">E.g. <c>v3</c>.</param>
/// <param name="Created">The day on which AWS made it.</param>
/// <param name="Patterns">The patterns of all its Allow statements, in lower case.</param>
public sealed record ManagedPolicyVersion(string Id, DateOnly Created, IReadOnlySet<string> Patterns);
