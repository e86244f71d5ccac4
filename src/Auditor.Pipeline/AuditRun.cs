using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Findings.Rules;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Remedies.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline;

/// <summary>The audit, from a saved snapshot to the report: start reading here.</summary>
public static class AuditRun
{
    // From so many accounts on memory may run short.
    private const int ManyAccounts = 2_000;

    /// <summary>Runs every stage. Nothing is asked of AWS, and the same input gives the same report.</summary>
    /// <param name="snapshot">What was collected.</param>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Is told after each account how many are done; may be null.</param>
    /// <param name="cancellationToken">Stops between accounts.</param>
    public static AuditReport Run(SnapshotReader snapshot, AuditOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Run(AuditMaterial.Of(snapshot), options, progress, cancellationToken);
    }

    /// <summary>The same where workers may have worked out the accounts before.</summary>
    /// <param name="source">What was collected, and what was worked out.</param>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Is told after each account how many are done; may be null.</param>
    /// <param name="cancellationToken">Stops between accounts.</param>
    public static AuditReport Run(AuditMaterial source, AuditOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var frame = AuditFrame.Of(source.Snapshot, options);                        // the organization, the payer, what is expected
        var accounts = AuditAccounts(source, frame, options, progress, cancellationToken); // inventory, expectations and simulation, account by account
        return Report(source, frame, accounts, PrincipalSimulations.None, options);
    }

    /// <summary>
    /// Runs every stage, and asks AWS's simulator about the principals that the audit lists. Its answers are data like the snapshot:
    /// the same input and the same answers give the same report.
    /// </summary>
    /// <param name="source">What was collected, and what was worked out.</param>
    /// <param name="options">What to do.</param>
    /// <param name="simulator">Whom to ask, and what for.</param>
    /// <param name="progress">Is told after each account how many are done; may be null.</param>
    /// <param name="cancellationToken">Stops between accounts, and between calls.</param>
    public static async Task<AuditReport> RunAsync(
        AuditMaterial source,
        AuditOptions options,
        SimulatorRequest simulator,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(simulator);
        var frame = AuditFrame.Of(source.Snapshot, options);
        var accounts = AuditAccounts(source, frame, options, progress, cancellationToken);
        var listed = Report(source, frame, accounts, PrincipalSimulations.None, options).Principals;
        var simulations = await SimulationRun.AskAsync(listed, simulator, cancellationToken).ConfigureAwait(false);
        return Report(source, frame, [.. accounts.Select(account => account.With(simulations, frame))], simulations, options);
    }

    private static AccountAudit[] AuditAccounts(
        AuditMaterial source,
        AuditFrame frame,
        AuditOptions options,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var done = 0;
        var audits = ManyAtOnce.Map(
            source.Snapshot.AccountIds,
            options.Parallelism,
            account =>
            {
                var audit = source.AuditOf(frame, account);
                progress?.Report(Interlocked.Increment(ref done));
                return audit;
            },
            cancellationToken);
        Lighten(source, audits);
        return audits;
    }

    /// <summary>Lets go of what only reading needed, and of what is known not to matter now that all accounts are known.</summary>
    private static void Lighten(AuditMaterial source, AccountAudit[] audits)
    {
        source.Snapshot.Library.Close();
        var leading = TrustNames.Leading([.. audits.SelectMany(audit => audit.TrustingRoles).Select(role => role.Names)]);
        for (var index = 0; index < audits.Length; index++)
            audits[index] = audits[index] with { TrustingRoles = [.. audits[index].TrustingRoles.Where(role => leading.Contains(role.Names.Arn))] };
        // The findings would be made beside all that reading left behind. A fifth of a second with 5,000 accounts, and nothing with few.
        if (audits.Length >= ManyAccounts)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static AuditReport Report(
        AuditMaterial source,
        AuditFrame frame,
        AccountAudit[] accounts,
        PrincipalSimulations simulations,
        AuditOptions options)
    {
        var snapshot = source.Snapshot;
        var facts = GatheredFacts.Of(snapshot, frame, accounts, simulations, options); // what all accounts together tell
        var wrong = FindingAssembler.Assemble(FindingRules.All, facts, options.Parallelism); // what is wrong, one finding a cause
        var findings = FindingRemedies.Attach(wrong, facts, options.Parallelism);    // what would fix it, proven
        var (principals, classes) = ReportAssembler.List(facts, findings, options.ListAll);
        var administrators = facts.Principals.Where(assessed => assessed.IsAdministrator).ToArray();
        var report = new AuditReport
        {
            ToolVersion = options.ToolVersion,
            CatalogVersion = ServiceCatalog.Default.Version,
            GeneratedAt = options.AsOf,
            Configuration = options.ConfigurationName,
            TakenAt = snapshot.Metadata.TakenAt,
            Files = snapshot.Files,
            ManagementAccount = frame.Payer,
            AccountsExpected = snapshot.AccountsExpected,
            AccountsRead = frame.AccountsRead,
            PrincipalsRead = accounts.Sum(account => account.PrincipalsRead),
            Administrators = administrators.Length,
            AdministratorsInPayer = administrators.Count(assessed => assessed.InPayer == true),
            BroadGrantsInMemberAccounts = accounts.Sum(account => account.BroadGrantsOnly),
            Principals = principals,
            AccessClasses = classes,
            Findings = findings,
            Gaps = facts.Gaps,
            Notes = [.. UnchangedNotes(source), .. frame.Expected.Notes(), .. ReportAssembler.CallerNotes(facts), .. ReportAssembler.UnlistedNotes(facts), .. UsageNotes.Of(facts), .. PayerNotes.Of(frame.Payer, options), .. simulations.Notes()],
            WhatIsMissing = FindingRules.All.Select(rule => (rule.Id, Missing: rule.WhatIsMissing(facts))).Where(rule => rule.Missing is not null).ToImmutableDictionary(rule => rule.Id, rule => rule.Missing!, StringComparer.Ordinal),
            Simulator = SimulatorSummary.Of(facts),
            Reproductions = SimulatorsDisagree.Reproductions(facts, findings),
            Organization = OrganizationPicture.Of(facts),
            IsInventoryAbsent = facts.IsInventoryAbsent,
            Explainer = new RequestExplainer(frame, facts.IdentityCenterRolesOf),
        };
        return LifecycleStage.Apply(report, facts, options.IsRemembered);           // what is new since the run before
    }

    /// <summary>Whoever reads the report should know which verdicts were given earlier.</summary>
    private static IEnumerable<string> UnchangedNotes(AuditMaterial source) => source.Unchanged == 0
        ? []
        : [$"{source.Unchanged} of {source.Snapshot.AccountIds.Length} accounts have not changed since an earlier run, and were not evaluated again: neither their principals and policies nor what binds them"];
}
