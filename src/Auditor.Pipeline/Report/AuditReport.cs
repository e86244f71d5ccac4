using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Report;

/// <summary>What an audit found. Every output is a projection of it.</summary>
public sealed record AuditReport
{
    /// <summary>The version of the report's shape; members may be added within a version, never renamed.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The product's version.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The version of the action catalogue.</summary>
    public required string CatalogVersion { get; init; }

    /// <summary>The moment for which the audit speaks.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The configuration's name, or null without one.</summary>
    public string? Configuration { get; init; }

    /// <summary>When the snapshot was taken, if it says.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The snapshot's files; null for a report that a test made up, whose files have the names that they should have.</summary>
    public SnapshotFiles? Files { get; init; }

    /// <summary>The payer, or null if unknown.</summary>
    public string? ManagementAccount { get; init; }

    /// <summary>How many accounts there should be: those of the organization that are active.</summary>
    public required int AccountsExpected { get; init; }

    /// <summary>How many accounts could be read.</summary>
    public required int AccountsRead { get; init; }

    /// <summary>How many roles and users were read.</summary>
    public required int PrincipalsRead { get; init; }

    /// <summary>How many administrators there are, listed or not.</summary>
    public required int Administrators { get; init; }

    /// <summary>How many of them live in the payer.</summary>
    public required int AdministratorsInPayer { get; init; }

    /// <summary>How many principals of member accounts hold Billing Conductor actions through broad grants only; of no use there, and no finding.</summary>
    public required int BroadGrantsInMemberAccounts { get; init; }

    /// <summary>The principals that are listed, in ordinal order of their ARNs.</summary>
    public required ImmutableArray<ListedPrincipal> Principals { get; init; }

    /// <summary>The sets of verdicts that listed principals have.</summary>
    public required ImmutableArray<AccessClass> AccessClasses { get; init; }

    /// <summary>The findings: the most severe first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>What could not be read.</summary>
    public required ImmutableArray<Gap> Gaps { get; init; }

    /// <summary>What the configuration's author should know, e.g. a pattern that matches nobody.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>What rules would have needed to look, by rule; those that had it are not among them.</summary>
    public ImmutableDictionary<string, string> WhatIsMissing { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Which simulator answered.</summary>
    public SimulatorSummary Simulator { get; init; } = SimulatorSummary.EmbeddedOnly;

    /// <summary>The requests that show where the simulators disagree, one a finding of BCA902, in ordinal order of the findings' ids.</summary>
    public ImmutableArray<Reproduction> Reproductions { get; init; } = [];

    /// <summary>What is supposed, and what is otherwise because of it; null for a report of things as they are.</summary>
    public WhatIfSummary? WhatIf { get; init; }

    /// <summary>What earlier runs counted, the oldest first; empty if nothing is remembered.</summary>
    public ImmutableArray<RunSummary> History { get; init; } = [];

    /// <summary>Suppressions that end soon, by the day they end.</summary>
    public ImmutableArray<ExpiringSuppression> ExpiringSuppressions { get; init; } = [];

    /// <summary>The organization as a tree with its policies; null if there is none or it was not read.</summary>
    public OrganizationPicture? Organization { get; init; }

    /// <summary>True if there is no inventory to be read: the payer was read, and has none.</summary>
    public bool IsInventoryAbsent { get; init; }

    /// <summary>Explains the listed principals' verdicts when it is asked; null for a report that nobody can ask, such as one that a test made up.</summary>
    public RequestExplainer? Explainer { get; init; }

    /// <summary>What the next run must know; null unless the run is to be remembered. No part of what reports show.</summary>
    public RunMemory? Memory { get; init; }

    /// <summary>How many findings that somebody should do something about have a severity: neither suppressed nor resolved ones.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.IsActive && finding.Severity == severity);

    /// <summary>How many findings have a status.</summary>
    public int Count(FindingStatus status) => Findings.Count(finding => finding.Status == status);
}

/// <summary>A principal in the report.</summary>
/// <param name="Assessed">The principal with its verdicts.</param>
/// <param name="Uses">Why it is listed: the sorted subset of assigned, namedGrant, broadGrant, activity that applies.</param>
/// <param name="AccessClass">The id of its access class.</param>
public sealed record ListedPrincipal(AssessedPrincipal Assessed, ImmutableArray<string> Uses, string AccessClass);

/// <summary>Verdicts that several principals share.</summary>
/// <param name="Id">The id within one report.</param>
/// <param name="PrincipalCount">How many listed principals have it.</param>
/// <param name="Access">The verdicts but none, by action: Billing Conductor's by bare name, others in full; ordinal order.</param>
public sealed record AccessClass(string Id, int PrincipalCount, ImmutableArray<KeyValuePair<string, Simulate.ActionVerdict>> Access);
