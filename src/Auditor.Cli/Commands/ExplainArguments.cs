using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Auditor.Cli.Text;

namespace Auditor.Cli.Commands;

/// <summary>The argument and options of <c>auditor explain</c>.</summary>
internal sealed class ExplainArguments
{
    public Argument<string> Snapshot { get; } = new("SNAPSHOT") { Description = "A snapshot's folder, or one authorization-details file." };

    public Option<string?> Principal { get; } = new("--principal") { Description = "Who: the ARN of a role, of a user or of a role's session, or an id such as AROA…" };

    public Option<string?> Action { get; } = new("--action") { Description = "What, e.g. billingconductor:UpdateBillingGroup." };

    public Option<string?> Resource { get; } = new("--resource") { Description = "On what: an ARN. Every resource of the action, if it is left out." };

    public Option<string?> Message { get; } = new("--message") { Description = "What you have in hand instead: the text of an AccessDenied error, as AWS or a tool printed it; `-` reads standard input." };

    public Option<string?> Event { get; } = new("--event") { Description = "A file with CloudTrail records (.gz too) or an EventBridge event; `-` reads standard input." };

    public Option<ImmutableSortedDictionary<string, ImmutableArray<string>?>> Context { get; } = new("--context")
    {
        Description = "What is known of the call, as KEY=VALUE, e.g. aws:MultiFactorAuthPresent=true; again for more keys or more values of one; KEY= for an absent key.",
        CustomParser = ParseContext,
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ImmutableSortedDictionary<string, ImmutableArray<string>?>.Empty,
    };

    public Option<FileInfo?> Config { get; } = new("--config") { CustomParser = PathOption.File, Description = "Who should be able to do what: an auditor.json; of it what it assumes counts here." };

    public Option<ReportFormat> Format { get; } = new("--format") { Description = "text for people, json for programs." };

    public Option<RemedyForm> Remedy { get; } = new("--remedy")
    {
        Description = "How text shows what would help: statements, json (whole policies), cli (commands of the AWS CLI), terraform or cloudformation. Nothing is ever applied; --format json has them all.",
    };

    public Option<FileInfo?> Output { get; } = new("--output") { CustomParser = PathOption.File, Description = "Write the answer to a file instead of standard output." };

    public Option<DateTimeOffset?> AsOf { get; } = AuditArguments.MomentOption("The moment of the call, e.g. 2026-11-24T00:00:00Z. Now, if it is left out.");

    public Option<string?> ManagementAccount { get; } = AuditArguments.ManagementAccountOption();

    public WhatIfArguments WhatIf { get; } = new();

    public void AddTo(Command command)
    {
        Format.AcceptOnly("text", "json");
        Remedy.AcceptOnly("statements", "json", "cli", "terraform", "cloudformation");
        command.Require(result =>
        {
            var isQuestion = result.GetValue(Principal) is not null || result.GetValue(Action) is not null || result.GetValue(Resource) is not null;
            var ways = (isQuestion ? 1 : 0) + (result.GetValue(Message) is null ? 0 : 1) + (result.GetValue(Event) is null ? 0 : 1);
            if (ways != 1 || (isQuestion && (result.GetValue(Principal) is null || result.GetValue(Action) is null)))
                result.AddError("name --principal and --action, or give what AWS said with --message or --event");
        });
        command.Add(Snapshot);
        foreach (var option in (Option[])[Principal, Action, Resource, Message, Event, Context, Config, Format, Remedy, Output, AsOf, ManagementAccount])
            command.Add(option);
        WhatIf.AddTo(command);
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>?> ParseContext(ArgumentResult result)
    {
        var keys = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>?>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                result.AddError($"--context must be KEY=VALUE such as aws:MultiFactorAuthPresent=true, not `{text}`");
                break;
            }

            var (key, value) = (text[..equals], text[(equals + 1)..]);
            keys[key] = value.Length == 0 ? keys.GetValueOrDefault(key) : [.. keys.GetValueOrDefault(key) ?? [], value];
        }

        return keys.ToImmutable();
    }
}
