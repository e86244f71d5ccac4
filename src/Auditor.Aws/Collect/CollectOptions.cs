using System.Collections.Immutable;

namespace Auditor.Aws.Collect;

/// <summary>What is to be collected, and where to.</summary>
public sealed record CollectOptions
{
    /// <summary>The snapshot's folder; made if it does not exist.</summary>
    public required string Folder { get; init; }

    /// <summary>The accounts to read; empty reads every active account of the organization.</summary>
    public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>True also reads the payer, whatever accounts are chosen.</summary>
    public bool WithPayer { get; init; }

    /// <summary>What the folder has already; null begins a new snapshot.</summary>
    public EarlierSnapshot? Earlier { get; init; }

    /// <summary>How many accounts are read at once; at least 1.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>How many days of CloudTrail events to read in the payer: 0 reads none, AWS keeps 90.</summary>
    public int ActivityDays { get; init; } = MostActivityDays;

    /// <summary>True also asks IAM which services the principals that reach Billing Conductor have used: at least two calls for each.</summary>
    public bool LastAccessed { get; init; }

    /// <summary>True leaves Billing Conductor's resources out.</summary>
    public bool WithoutInventory { get; init; }

    /// <summary>The product's name and version for the snapshot.</summary>
    public required string Tool { get; init; }

    /// <summary>How many days of events AWS keeps.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>.</remarks>
    public const int MostActivityDays = 90;

    /// <summary>How many pages of events are read at most; there are up to 50 events on each.</summary>
    public const int MostActivityPages = 200;
}
