namespace Auditor.Deployment.Tests.Templates;

/// <summary>AWS's own translator makes of a SAM template what CloudFormation sees.</summary>
internal static class SamTransform
{
    /// <summary>Transforms a template. Skips the test, with the reason, where the translator is not installed.</summary>
    public static async Task RunAsync(string template, string output)
    {
        var (exitCode, said) = await CommandLine.RunAsync("python3", "tools/sam-transform", template, output);
        Assert.SkipWhen(said.Contains("is not installed", StringComparison.Ordinal), said.Trim());
        Assert.True(exitCode == 0, said);
    }
}
