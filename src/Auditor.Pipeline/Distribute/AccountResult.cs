using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;

namespace Auditor.Pipeline.Distribute;

/// <summary>
/// One account's audit in a form that another process can go on with: the verdicts, and of the account's own file the entries that a finding, a remedy or an
/// explanation may need. Written by a worker, read where the accounts of the organization come together.
/// </summary>
public sealed record AccountResult
{
    /// <summary>The version of the form, of this program's catalogue and of the program: what another has written is not taken over.</summary>
    /// <param name="toolVersion">The product's version.</param>
    public static string VersionOf(string toolVersion) => $"3 {ServiceCatalog.Default.Version} {toolVersion}";

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Who wrote it, as <see cref="VersionOf"/> says.</summary>
    public required string Version { get; init; }

    /// <summary>Stands for everything that the verdicts hang on; null if they hang on the time too, or if the account was not read.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>True if an earlier run's verdicts were taken over, because nothing that they hang on has changed.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>True if the account's file was there to be read.</summary>
    public required bool IsCollected { get; init; }

    /// <summary>SHA-256 of the account's file as the run's snapshot keeps it; null if no file was kept for it.</summary>
    public string? FileHash { get; init; }

    /// <summary>True if its principals could be read.</summary>
    public bool IsRead { get; init; }

    /// <summary>What AWS refused in the account.</summary>
    public ImmutableArray<SnapshotRefusal> Refused { get; init; } = [];

    /// <summary>What could not be read of the account's files.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>How many roles and users were read.</summary>
    public int PrincipalsRead { get; init; }

    /// <summary>How many principals hold Billing Conductor actions of no use through broad grants only.</summary>
    public int BroadGrantsOnly { get; init; }

    /// <summary>The ARNs of the roles of Identity Center.</summary>
    public ImmutableArray<string> IdentityCenterRoles { get; init; } = [];

    /// <summary>Who can do what in it; null unless that is to be remembered.</summary>
    public AccountMemory? Memory { get; init; }

    /// <summary>The principals that may matter, in ordinal order of their ARNs.</summary>
    internal ImmutableArray<KeptPrincipal> Principals { get; init; } = [];

    /// <summary>The policies that a rule may look at.</summary>
    public ImmutableArray<KeptPolicy> Policies { get; init; } = [];

    /// <summary>The statements by which one account's policy is told from the organization's habit.</summary>
    public ImmutableArray<StatementMark> Marks { get; init; } = [];

    /// <summary>
    /// The entries of these principals and policies as they stand in the account's file, with the groups that matter to them, as UTF-8. Empty if the account was not
    /// read, and of the payer, whose file everybody has.
    /// </summary>
    public ReadOnlyMemory<byte> Details { get; init; }

    /// <summary>The result of an account that AWS did not let the worker read.</summary>
    public static AccountResult Unread(string account, string version, ImmutableArray<SnapshotRefusal> refused) => new()
    {
        Account = account,
        Version = version,
        IsCollected = false,
        Refused = refused,
    };
}
