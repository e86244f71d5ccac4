using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Lifecycle;

namespace Auditor.Pipeline;

/// <summary>What an audit is asked to do.</summary>
public sealed record AuditOptions
{
    /// <summary>The moment for which the audit speaks: the time of the requests, and the date on which rules look.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Who should be able to do what; null without a configuration.</summary>
    public Configuration? Configuration { get; init; }

    /// <summary>The configuration's name for the report.</summary>
    public string? ConfigurationName { get; init; }

    /// <summary>The payer's account id, for snapshots that do not tell it.</summary>
    public string? ManagementAccount { get; init; }

    /// <summary>What is known of the requests that are asked about, by context key; null means known absent. It counts before what the configuration assumes.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>?> Context { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>?>.Empty;

    /// <summary>How many accounts, and then rules and remedies, are worked on at once; at least 1. The result does not depend on it.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>True lists every principal.</summary>
    public bool ListAll { get; init; }

    /// <summary>What the run before left; null if nothing is remembered, and then every finding is new.</summary>
    public RunMemory? Before { get; init; }

    /// <summary>True if <see cref="Before"/> is of a run that came after this one: it is only compared with, and nothing takes its place.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>True leaves a memory for the next run in <see cref="Report.AuditReport.Memory"/>.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>The product's version for the report.</summary>
    public required string ToolVersion { get; init; }
}
