using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>
/// Who should be able to do what: the content of <c>auditor.json</c>. <see cref="ConfigurationReader"/> reads and checks it.
/// </summary>
public sealed record Configuration
{
    /// <summary>The only schema version there is.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The value of <see cref="UnusedAfterDays"/> when nothing is said.</summary>
    public const int DefaultUnusedAfterDays = 90;

    // Stands before Empty, whose initializer reads it.
    internal static ImmutableSortedDictionary<string, ImmutableArray<string>?> NoAssumptions { get; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>A configuration that says nothing: nobody is assigned anything.</summary>
    public static Configuration Empty { get; } = new();

    /// <summary>The version of the file's form.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The payer's account id, used where organization.json does not tell it; null if not said.</summary>
    public string? ManagementAccount { get; init; }

    /// <summary>The assignments, in the file's order.</summary>
    public ImmutableArray<Assignment> Assignments { get; init; } = [];

    /// <summary>
    /// The patterns of administrators. Null means that the member is absent, and administrators are told by their policies; empty
    /// means that there are none.
    /// </summary>
    public ImmutableArray<ArnPattern>? Administrators { get; init; }

    /// <summary>The configuration's own profiles, in the file's order.</summary>
    public ImmutableArray<OwnProfile> Profiles { get; init; } = [];

    /// <summary>
    /// Context keys, in any case, whose values every request is assumed to have; a value of null means known to be absent.
    /// </summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>?> Assume { get; init; } = NoAssumptions;

    /// <summary>After how many days without use an action counts as unused.</summary>
    public int UnusedAfterDays { get; init; } = DefaultUnusedAfterDays;

    /// <summary>The suppressions, in the file's order.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>Where owners are told; null if nowhere.</summary>
    public Owners? Owners { get; init; }

    /// <summary>From which severity the run fails; null if not said, which leaves it to the caller's default.</summary>
    public FailureThreshold? FailOn { get; init; }
}
