using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Propose;

/// <summary>A first configuration, made from what principals of the payer can do today: to be read and corrected by a person.</summary>
/// <param name="Payer">The payer's account id.</param>
/// <param name="Assignments">Who gets which profile; ordinal by profile.</param>
/// <param name="Unfitting">Principals that use Billing Conductor and fit no profile, with the actions that they hold.</param>
public sealed record ConfigurationProposal(
    string Payer,
    ImmutableArray<ProposedAssignment> Assignments,
    ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Unfitting)
{
    /// <summary>Proposes the nearest profile to each principal of the payer that reaches Billing Conductor. Administrators need none.</summary>
    /// <param name="report">A report without configuration that lists every principal.</param>
    /// <returns>The proposal, or null if nobody knows which account is the payer.</returns>
    public static ConfigurationProposal? Of(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.ManagementAccount is not { } payer)
            return null;
        var inPayer = report.Principals.Select(listed => listed.Assessed).Where(assessed => assessed.Principal.Account == payer).ToImmutableArray();
        var rolesOfPayer = inPayer.Where(assessed => !assessed.IsJudged).Select(assessed => assessed.Principal.Name).ToHashSet(StringComparer.Ordinal);
        var fits = inPayer.Where(assessed => assessed is { IsAdministrator: false, IsJudged: true } && assessed.Held != 0)
            .Select(assessed => (assessed, Profile: new CandidateProfiles(assessed, rolesOfPayer).Nearest()))
            .ToArray();
        return new ConfigurationProposal(
            payer,
            PrincipalMerger.Merge([.. fits.Where(fit => fit.Profile is not null).Select(fit => (fit.assessed.Principal, fit.Profile!))], inPayer),
            [.. fits.Where(fit => fit.Profile is null).Select(fit => KeyValuePair.Create(fit.assessed.Principal.Arn, Names(fit.assessed)))]);
    }

    private static ImmutableArray<string> Names(AssessedPrincipal assessed) =>
        [.. ActionMask.ActionsOf(assessed.Held).Select((CatalogAction action) => action.Name)];
}
