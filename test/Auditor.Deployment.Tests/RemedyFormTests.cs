using Auditor.Deployment.Tests.Templates;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Remedies.Forms;

namespace Auditor.Deployment.Tests;

/// <summary>What is proposed for the sample organization, before the programs that people would give it to.</summary>
public sealed class RemedyFormTests
{
    private const string Unreachable = "http://127.0.0.1:1";
    private static readonly string Acme = Path.Combine(Repository.Root, "samples", "acme");

    private static AuditOptions Options { get; } = new()
    {
        AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero),
        Configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(Acme, "auditor.json")), ProfileCatalog.Default).Configuration,
        ToolVersion = "test",
    };

    private static Remedy[] Remedies { get; } =
        [.. AuditRun.Run(SnapshotReader.Open(Acme), Options, progress: null, CancellationToken.None).Findings.Select(finding => finding.Remedy).OfType<Remedy>()];

    [Fact]
    public async Task CloudFormation_templates_are_clean()
    {
        CommandLine.Need("cfn-lint", "`pip install cfn-lint`");
        using var folder = new TemporaryFolder();
        var templates = Remedies.Select(remedy => RemedyCloudFormation.Of(remedy.Changes)).OfType<string>().Append(ProposalForms.CloudFormation(OfPermissionSet())).ToArray();
        Assert.NotEmpty(templates);
        foreach (var (index, template) in templates.Index())
            await File.WriteAllTextAsync(Path.Combine(folder.Path, $"{index}.json"), template, TestContext.Current.CancellationToken);
        // W3037: its list of actions is older than some of Billing Conductor's.
        var (exitCode, output) = await CommandLine.RunAsync("cfn-lint", [.. Directory.GetFiles(folder.Path), "--regions", "us-east-1", "--ignore-checks", "W3037"]);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_AWS_CLI_takes_each_command_and_would_send_it()
    {
        CommandLine.Need("aws", "`pip install awscli`");
        var commands = Remedies.SelectMany(remedy => remedy.Changes).SelectMany(change => RemedyCommands.Of(change)).Distinct(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var output = await AskAsync(command);
            Assert.Contains("Could not connect to the endpoint URL", output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Could not connect", await AskAsync(commands[0].Replace("-policy ", "-polices ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static PolicyProposal OfPermissionSet() => new ProposeRun(SnapshotReader.Open(Acme), Options)
        .Propose("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_FinOpsViewer_3fcc6e7ff203c291", ["abc-administrator"], basis: null);

    private static async Task<string> AskAsync(string command)
    {
        const string environment = "export AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION=us-east-1 AWS_MAX_ATTEMPTS=1 "
            + "INSTANCE_ARN=arn:aws:sso:::instance/ssoins-1234567890abcdef PERMISSION_SET_ARN=arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef; ";
        return (await CommandLine.RunAsync("bash", "-c", $"{environment}{command} --endpoint-url {Unreachable}")).Output;
    }
}
