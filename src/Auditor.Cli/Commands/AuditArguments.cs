using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report.Forms;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Cli.Commands;

/// <summary>The forms of a report.</summary>
internal enum ReportFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}

/// <summary>The argument and options of <c>auditor audit</c>.</summary>
internal sealed class AuditArguments
{
    public Argument<string?> Snapshot { get; } = new("SNAPSHOT")
    {
        Description = "A snapshot's folder, or one authorization-details file. With --live the folder to collect into; without it nothing is kept.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<bool> Live { get; } = new("--live") { Description = "Collect the snapshot from AWS first, as `auditor collect` does." };

    public CollectArguments Collect { get; } = new();

    public AccessArguments Access { get; } = new();

    public SimulatorArguments Simulator { get; } = new();

    public WhatIfArguments WhatIf { get; } = new();

    public Option<FileInfo?> Config { get; } = new("--config") { CustomParser = PathOption.File, Description = "Who should be able to do what: an auditor.json." };

    public Option<string> Format { get; } = FormatOption();

    public Option<FileInfo?> Html { get; } = new("--html") { CustomParser = PathOption.File, Description = "Write the report as one HTML page too, which needs no network." };

    public Option<FileInfo?> Output { get; } = new("--output") { CustomParser = PathOption.File, Description = "Write the report to a file instead of standard output." };

    public Option<FailureThreshold?> FailOn { get; } = new("--fail-on")
    {
        Description = "Exit with 2 if a finding has at least this severity: high (default), medium, low, or none.",
    };

    public Option<DateTimeOffset?> AsOf { get; } = MomentOption("The moment for which the audit speaks, e.g. 2026-11-24T00:00:00Z. Now, if it is left out.");

    public Option<int> Parallelism { get; } = new("--parallelism")
    {
        Description = "How many accounts, and then rules and remedies, are worked on at once.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public Option<string?> ManagementAccount { get; } = ManagementAccountOption();

    public Option<bool> All { get; } = new("--all") { Description = "List every principal, not only those that matter." };

    public Option<string?> Explain { get; } = new("--explain") { Description = "Print one finding in full, by its id." };

    public void AddTo(Command command)
    {
        Parallelism.Validators.Add(result => CollectArguments.RequireNumber(result, 1, int.MaxValue));
        // Otherwise numbers would be taken for words.
        FailOn.AcceptOnly("high", "medium", "low", "none");
        command.Require(result =>
        {
            if (!result.GetValue(Live) && result.GetValue(Snapshot) is null)
                result.AddError("name a snapshot, or collect one with --live");
            if (!result.GetValue(Live))
                RefuseWithoutLive(result);
            if (result.GetResult(Explain) is not null && result.GetValue(Format) is not (null or "text"))
                result.AddError("--explain goes with --format text: the other forms have every finding in full");
            if (PathOption.NamedBy(Html, result) is { } page)
                RequireAnotherThan(page, PathOption.NamedBy(Output, result), result);
            if (WhatIf.AreGiven(result) && result.GetValue(Simulator.Simulator) != SimulatorMode.Embedded)
                result.AddError("--with, --without and --with-scp ask the embedded simulator: leave out --simulator");
            if (WhatIf.AreGiven(result) && result.GetValue(Format) is { } format and not ("text" or "json" or "markdown" or "html"))
                result.AddError($"--format {format} tells things as they are: leave out --with, --without and --with-scp, or ask for text, json, markdown or html");
        });
        command.Add(Snapshot);
        foreach (var option in (Option[])[Live, Config, Format, Output, Html, FailOn, AsOf, Parallelism, ManagementAccount, All, Explain])
            command.Add(option);
        WhatIf.AddTo(command);
        Simulator.AddTo(command);
        Collect.AddTo(command);
        Access.AddTo(command);
    }

    /// <summary>Of two reports in one place, the other would be lost or neither of use.</summary>
    private static void RequireAnotherThan(FileInfo page, FileInfo? output, CommandResult result)
    {
        if (OutputFile.IsStandardOutput(page) && (output is null || OutputFile.IsStandardOutput(output)))
            result.AddError("--html must name a file where the report goes to standard output: --format html writes the page there instead");
        else if (output is not null && OutputFile.AreSame(output, page))
            result.AddError($"--output and --html both name `{page.FullName}`: give each a file of its own");
    }

    /// <summary>What says how to collect would be passed over in silence.</summary>
    private void RefuseWithoutLive(CommandResult result)
    {
        foreach (var option in (Option[])[Collect.Accounts, Collect.ActivityDays, Collect.LastAccessed, Collect.NoInventory])
        {
            if (result.GetResult(option) is { Implicit: false })
                result.AddError($"{option.Name} goes with --live: it says what to collect");
        }

        if (result.GetValue(Simulator.Simulator) != SimulatorMode.Embedded)
            return;
        foreach (var option in (Option[])[Access.RoleName, Access.ExternalId, Access.SessionPolicy])
        {
            if (result.GetResult(option) is { Implicit: false })
                result.AddError($"{option.Name} goes with --live, or with --simulator both or aws: it says how to get into accounts");
        }
    }

    private const int FirstYear = 1970;
    private const int LastYear = 9000;

    public static Option<DateTimeOffset?> MomentOption(string description) => new("--as-of") { Description = description, CustomParser = ParseMoment };

    public static Option<string?> ManagementAccountOption()
    {
        var option = new Option<string?>("--management-account") { Description = "The payer's account id, if the snapshot does not tell it." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } id && (id.Length != 12 || !id.All(char.IsAsciiDigit)))
                result.AddError($"--management-account must be an account id of twelve digits, not `{id}`");
        });
        return option;
    }

    private static Option<string> FormatOption()
    {
        var option = new Option<string>("--format")
        {
            Description = "text for people, json for programs; the others are described in docs/formats.md.",
            DefaultValueFactory = _ => "text",
        };
        option.AcceptOnly(["text", .. ReportForm.All.Select(form => form.Name)]);
        return option;
    }

    private static DateTimeOffset? ParseMoment(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        // Without a date the runtime would take today's.
        if (text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out var moment))
        {
            // Some rules look a year back, others ahead.
            if (moment.Year is >= FirstYear and <= LastYear)
                return moment;
            result.AddError($"--as-of must lie in the years {FirstYear} to {LastYear}, not in {moment.Year}");
            return null;
        }

        result.AddError($"--as-of must be a moment such as 2026-11-24T00:00:00Z, not `{text}`");
        return null;
    }
}
