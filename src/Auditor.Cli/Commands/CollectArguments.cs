using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Auditor.Aws.Collect;
using Auditor.Pipeline.Collect;

namespace Auditor.Cli.Commands;

/// <summary>The options that say what to collect.</summary>
internal sealed class CollectArguments
{
    public Option<string[]> Accounts { get; } = new("--accounts")
    {
        Description = "Read only these accounts, by id. Every active account of the organization, if it is left out.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<int> ActivityDays { get; } = new("--activity-days")
    {
        Description = "How many days of CloudTrail events to read in the payer; 0 reads none.",
        DefaultValueFactory = _ => CollectOptions.MostActivityDays,
    };

    public Option<bool> LastAccessed { get; } = new("--last-accessed")
    {
        Description = "Ask IAM, too, which services the principals that reach Billing Conductor have used.",
    };

    public Option<bool> NoInventory { get; } = new("--no-inventory") { Description = "Leave Billing Conductor's own resources out." };

    public void AddTo(Command command)
    {
        Accounts.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !SplitIds(token.Value).All(id => SnapshotFolder.IsAccount(id))))
                result.AddError($"--accounts takes account ids of twelve digits, not `{token.Value}`");
        });
        ActivityDays.Validators.Add(result => RequireNumber(result, 0, CollectOptions.MostActivityDays));
        foreach (var option in (Option[])[Accounts, ActivityDays, LastAccessed, NoInventory])
            command.Add(option);
    }

    public CollectOptions Read(ParseResult result, string folder, int parallelism) => new()
    {
        Folder = folder,
        Accounts = [.. (result.GetValue(Accounts) ?? []).SelectMany(SplitIds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Parallelism = parallelism,
        ActivityDays = result.GetValue(ActivityDays),
        LastAccessed = result.GetValue(LastAccessed),
        WithoutInventory = result.GetValue(NoInventory),
        Tool = "auditor " + ToolVersion.Text,
    };

    /// <summary>The runtime's own conversion throws for what is no number.</summary>
    public static void RequireNumber(OptionResult result, int least, int most)
    {
        if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            result.AddError($"{result.Option.Name} must be a whole number {(most == int.MaxValue ? $"and at least {least}" : $"from {least} to {most}")}, not `{token.Value}`");
    }

    private static string[] SplitIds(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
