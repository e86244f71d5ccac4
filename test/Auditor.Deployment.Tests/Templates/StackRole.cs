using System.Text.Json.Nodes;

namespace Auditor.Deployment.Tests.Templates;

/// <summary>A role that a stack makes.</summary>
/// <param name="Id">Its logical id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Trust">Its trust policy.</param>
/// <param name="Policies">Its inline policies by name, those of its own and those attached from beside.</param>
internal sealed record StackRole(
    string Id, string Name, string Path, string Arn, JsonNode Trust, IReadOnlyList<(string Name, JsonNode Document)> Policies)
{
    private const string OwnPolicies = "Policies";

    /// <summary>The Allow statements' actions, each once, in ordinal order.</summary>
    public IEnumerable<string> Actions =>
        Statements.SelectMany(statement => Texts(statement["Action"]!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public IEnumerable<JsonNode> Statements =>
        Policies.SelectMany(policy => policy.Document["Statement"]!.AsArray()).Select(statement => statement!);

    /// <summary>All roles of a stack.</summary>
    public static IEnumerable<StackRole> Of(Stack stack) =>
        stack.Template.ResourcesOf("AWS::IAM::Role").Where(role => stack.Makes(role.Id)).Select(role => Of(stack, role.Id));

    /// <summary>One role of a stack.</summary>
    public static StackRole Of(Stack stack, string id)
    {
        var properties = stack.Template.Resources[id]!["Properties"]!;
        var own = ((JsonArray?)properties[OwnPolicies] ?? []).Select(policy => Policy(stack, policy!));
        var beside = stack.Template.ResourcesOf("AWS::IAM::Policy")
            .Where(policy => stack.Makes(policy.Id) && policy.Properties["Roles"]!.AsArray().Any(role => role!["Ref"]!.ToString() == id))
            .Select(policy => Policy(stack, policy.Properties));
        var trust = stack.Resolve(properties["AssumeRolePolicyDocument"])!;
        return new StackRole(id, stack.NameOf(id), stack.PathOf(id), stack.ArnOf(id), trust, [.. own, .. beside]);
    }

    public static IEnumerable<string> Texts(JsonNode node) =>
        node is JsonArray items ? items.Select(item => item!.ToString()) : [node.ToString()];

    private static (string Name, JsonNode Document) Policy(Stack stack, JsonNode policy) =>
        (policy["PolicyName"]!.ToString(), stack.Resolve(policy["PolicyDocument"])!);
}
