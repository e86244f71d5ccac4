using System.CommandLine;
using System.Text;
using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Remedies.Forms;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor policy</c>: the least-privilege policy of a principal.</summary>
internal static class PolicyCommand
{
    private static readonly Argument<string> Snapshot = new("SNAPSHOT") { Description = "A snapshot's folder, or one authorization-details file." };
    private static readonly Option<string> Principal = new("--principal") { Description = "For whom: the ARN of a role or user, or an id such as AROA…", Required = true };
    private static readonly Option<string[]> Profile = new("--profile") { Description = "A profile whose tasks count, in place of the assigned ones; may be given again." };
    private static readonly Option<PolicyBasis?> From = new("--from") { Description = "What to make it from: profiles, activity, or held (what it can do today of Billing Conductor and its profiles permit, and what their tasks need besides, as far as it is held). Left out: profiles if there are any, else activity, else held." };
    private static readonly Option<string> Resources = new("--resources") { Description = "any: every resource of a type, or those that the assignment lists; inventory: in place of every resource those that the snapshot has today, by their ARNs. From what is held, either names only those on which it is held.", DefaultValueFactory = _ => "any" };
    private static readonly Option<FileInfo?> Config = new("--config") { CustomParser = PathOption.File, Description = "Who should be able to do what: an auditor.json." };
    private static readonly Option<string> Format = new("--format") { Description = "json, terraform or cloudformation.", DefaultValueFactory = _ => "json" };
    private static readonly Option<FileInfo?> Output = new("--output") { CustomParser = PathOption.File, Description = "Write the policy to a file instead of standard output." };
    private static readonly Option<string?> ManagementAccount = AuditArguments.ManagementAccountOption();

    public static Command Create()
    {
        From.AcceptOnly("profiles", "activity", "held");
        Resources.AcceptOnly("any", "inventory");
        Format.AcceptOnly("json", "terraform", "cloudformation");
        var command = new Command(
            "policy",
            """
            Write the least-privilege policy of a principal, proven: it allows what is needed and nothing else.

            Example:
              auditor policy samples/acme --principal arn:aws:iam::111122223333:role/finops/finance-controller --profile chargeback-analyst
            """)
        {
            Snapshot, Principal, Profile, From, Resources, Config, Format, Output, ManagementAccount,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult result)
    {
        var configuration = ConfigurationFile.Read(result.GetValue(Config));
        var options = new AuditOptions
        {
            AsOf = TimeProvider.System.GetUtcNow(),
            Configuration = configuration?.Configuration,
            ConfigurationName = configuration?.Name,
            ManagementAccount = result.GetValue(ManagementAccount),
            ToolVersion = ToolVersion.Text,
        };
        var proposal = new ProposeRun(SnapshotSource.Open(result.GetRequiredValue(Snapshot)), options)
            .Propose(result.GetRequiredValue(Principal), result.GetValue(Profile) ?? [], result.GetValue(From), result.GetRequiredValue(Resources) == "inventory");
        if (proposal.Policies.IsEmpty)
            throw new RunCannotGoOnException($"{Nothing(proposal)}; {WhatToDo(result)}");
        var text = result.GetRequiredValue(Format) switch
        {
            "terraform" => ProposalForms.Terraform(proposal),
            "cloudformation" => ProposalForms.CloudFormation(proposal),
            _ => ProposalForms.Json(proposal),
        };
        OutputFile.Write(result.GetValue(Output), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        // The policy alone goes to standard output, where the next command may read it.
        foreach (var note in proposal.Notes.Prepend(Summary(proposal)))
            result.InvocationConfiguration.Error.WriteLine(Printable.Of(note));
        return ExitCode.Clean;
    }

    private static string Nothing(PolicyProposal proposal)
    {
        var reason = proposal.Basis == PolicyBasis.Held ? "holds nothing that it could allow" : "has used no action of Billing Conductor";
        return $"there is no policy to write: `{proposal.Principal.Arn}` {reason}{(proposal.Notes.IsEmpty ? "" : $" ({string.Join("; ", proposal.Notes)})")}";
    }

    private static string WhatToDo(ParseResult result) => result.GetValue(Profile) is not { Length: > 0 } ? "name a profile with --profile"
        : result.GetValue(From) is null ? "name another profile with --profile"
        : "leave --from out to make it from the profile, or name another one with --profile";

    private static string Summary(PolicyProposal proposal) => $"{proposal.Actions.Length} {(proposal.Actions.Length == 1 ? "action" : "actions")} for {proposal.Principal.DisplayName}, from "
        + proposal.Basis switch
        {
            PolicyBasis.Profiles => string.Join(", ", proposal.Profiles),
            PolicyBasis.Activity => "its activity",
            _ => "what it holds",
        }
        + (proposal.Policies.Length > 1 ? $", in {proposal.Policies.Length} policies" : "") + "; proven to allow these and nothing else that is catalogued";
}
