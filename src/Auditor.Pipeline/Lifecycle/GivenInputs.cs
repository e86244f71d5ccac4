using System.Collections.Immutable;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>
/// What runs are given or not without any gap: a run that lacks what an earlier one had finds less, and what it misses may still be there. As with
/// <see cref="HidingGaps"/>, what was found without an input does not rest on it.
/// </summary>
internal static class GivenInputs
{
    /// <summary>The configuration, which says who is an administrator, what is assigned and what is assumed.</summary>
    public const string Configuration = "configuration";

    /// <summary>The inventory of Billing Conductor's resources.</summary>
    public const string Inventory = "inventory";

    /// <summary>The payer's account id, which the configuration or the command line may tell.</summary>
    public const string Payer = "managementAccount";

    /// <summary>Each input that a run was ever given: null where this one is given it too, else the moment since when runs are not.</summary>
    /// <param name="facts">What this run has.</param>
    /// <param name="before">What the run before left; null if nothing is remembered.</param>
    public static ImmutableSortedDictionary<string, DateTimeOffset?> Of(AuditFacts facts, RunMemory? before) =>
        new (string Name, bool? IsGiven)[]
        {
            (Configuration, facts.Configuration is not null),
            // Of one that could not be read a gap tells.
            (Inventory, facts.HasInventory ? true : facts.IsInventoryAbsent ? false : null),
            (Payer, facts.Payer is not null),
        }
            .Where(input => input.IsGiven == true || before?.Inputs.ContainsKey(input.Name) == true)
            .ToImmutableSortedDictionary(input => input.Name, input => input.IsGiven switch
            {
                true => null,
                false => before!.Inputs[input.Name] ?? facts.AsOf,
                null => before!.Inputs[input.Name],
            }, StringComparer.Ordinal);

    /// <summary>Since when this run's lack of an input may hide findings; a moment that no finding outlasts if it begins with this run, and none if nothing is lacking.</summary>
    /// <param name="facts">What this run has.</param>
    /// <param name="before">What the run before left.</param>
    public static IEnumerable<(string Name, DateTimeOffset? Since)> LackingIn(AuditFacts facts, RunMemory before) =>
        Of(facts, before).Where(input => input.Value is not null).Select(input => (input.Key, before.Inputs[input.Key]));

    /// <summary>Why findings that this run misses stay open.</summary>
    /// <param name="facts">What this run has.</param>
    public static IEnumerable<string> Notes(AuditFacts facts) => facts.Before is not { } before || facts.IsOvertaken
        ? []
        : LackingIn(facts, before).Where(input => input.Since is null).Select(input => $"an earlier run had {Words(input.Name)}, and this one has not: what it misses for that may still be there, and stays open");

    private static string Words(string name) => name switch
    {
        Configuration => "an auditor.json",
        Inventory => "an inventory of Billing Conductor's resources",
        _ => "the payer's account id",
    };
}
