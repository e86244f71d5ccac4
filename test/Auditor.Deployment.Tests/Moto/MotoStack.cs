using System.Text.Json.Nodes;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests.Moto;

/// <summary>
/// template.yaml, deployed on a moto server: its names and ARNs are moto's, and what is subscribed, published or stored there is real.
/// </summary>
/// <param name="Status">What became of the stack.</param>
/// <param name="Outputs">The stack's outputs.</param>
/// <param name="Environment">The function's environment variables, as the template sets them.</param>
/// <param name="Resources">Physical ids by logical ones, of what moto makes.</param>
internal sealed record MotoStack(
    string Status,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Resources)
{
    /// <summary>Transforms and deploys the template. Skips the test, with the reason, where python3 lacks what it needs.</summary>
    /// <param name="endpoint">Where moto listens.</param>
    /// <param name="stack">The stack's name; two stacks in one server need two <c>FunctionRoleName</c>s.</param>
    /// <param name="parameters">Parameters that are not the defaults, as <c>Name=Value</c>.</param>
    public static async Task<MotoStack> DeployAsync(string endpoint, string stack, params string[] parameters)
    {
        CommandLine.Need("python3", "https://www.python.org");
        using var folder = new TemporaryFolder();
        var transformed = Path.Combine(folder.Path, "transformed.json");
        await SamTransform.RunAsync(Template.Deployment.Path, transformed);
        var script = Path.Combine("test", "Auditor.Deployment.Tests", "Moto", "deploy_stack.py");
        var (exitCode, output) = await CommandLine.RunAsync("python3", [script, endpoint, transformed, stack, .. parameters]);
        var lacksBoto = output.Contains("No module named 'boto3'", StringComparison.Ordinal);
        Assert.SkipWhen(lacksBoto, "python3 has no boto3: `pip install boto3`");
        Assert.True(exitCode == 0, output);
        var answer = JsonNode.Parse(output)!;
        return new MotoStack(
            answer["status"]!.ToString(), Texts(answer["outputs"]!), Texts(answer["environment"]!), Texts(answer["resources"]!));
    }

    private static Dictionary<string, string> Texts(JsonNode members) =>
        members.AsObject().ToDictionary(member => member.Key, member => member.Value!.ToString(), StringComparer.Ordinal);
}
