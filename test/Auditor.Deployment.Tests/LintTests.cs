using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

/// <summary>cfn-lint has nothing to say about the templates, in any partition: no error, no warning.</summary>
public sealed class LintTests
{
    private const string HowToInstall = "`pip install cfn-lint`";
    private static readonly string[] Regions = ["us-east-1", "us-gov-west-1", "cn-north-1"];

    [Fact]
    public async Task The_templates_as_they_are_written_are_clean() =>
        await AssertCleanAsync([.. Template.All.Select(template => template.Path)]);

    [Fact]
    public async Task The_template_as_cloudformation_sees_it_is_clean()
    {
        CommandLine.Need("cfn-lint", HowToInstall);
        using var folder = new TemporaryFolder();
        var transformed = Path.Combine(folder.Path, "transformed.json");
        await SamTransform.RunAsync(Template.Deployment.Path, transformed);
        await AssertCleanAsync([transformed]);
    }

    /// <summary>The second stands in a resource that is only made with Scale=Distributed: conditions are followed both ways.</summary>
    [Theory]
    [InlineData("DeadLetterConfig", "DeadLettersConfig")]
    [InlineData("DefinitionSubstitutions", "DefinitionSubstitution")]
    public async Task A_misspelt_property_is_found(string right, string wrong)
    {
        CommandLine.Need("cfn-lint", HowToInstall);
        using var folder = new TemporaryFolder();
        var broken = Path.Combine(folder.Path, "template.yaml");
        var text = await File.ReadAllTextAsync(Template.Deployment.Path);
        await File.WriteAllTextAsync(broken, text.Replace(right + ":", wrong + ":", StringComparison.Ordinal));
        var (exitCode, output) = await LintAsync([broken]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(wrong, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_cfn_lint_must_not_say_has_its_reason_above_it()
    {
        foreach (var template in Template.All)
        {
            var lines = File.ReadAllLines(template.Path);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Contains("ignore_checks", StringComparison.Ordinal))
                    Assert.StartsWith("# ", lines[i - 1].TrimStart(), StringComparison.Ordinal);
            }
        }
    }

    private static async Task AssertCleanAsync(string[] templates)
    {
        CommandLine.Need("cfn-lint", HowToInstall);
        var (exitCode, output) = await LintAsync(templates);
        Assert.True(exitCode == 0, output);
        Assert.Equal("", output.Trim());
    }

    private static Task<(int ExitCode, string Output)> LintAsync(string[] templates) =>
        CommandLine.RunAsync("cfn-lint", [.. templates, "--regions", .. Regions]);
}
