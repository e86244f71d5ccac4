using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Auditor.Deployment.Tests.Templates;

/// <summary>The state machine's definition as Step Functions gets it: with the values that the template substitutes.</summary>
/// <param name="Text">The definition, in JSON.</param>
internal sealed partial record MachineDefinition(string Text)
{
    /// <summary>The machine's logical id in template.yaml.</summary>
    public const string Id = "AuditMachine";

    private const string Substitutions = "DefinitionSubstitutions";
    private const string Inside = "States";

    /// <summary>The file that the template names, as it is written.</summary>
    public static string File { get; } =
        System.IO.File.ReadAllText(Path.Combine(Repository.Root, Machine["DefinitionUri"]!.ToString()));

    /// <summary>The names that the template substitutes.</summary>
    public static IEnumerable<string> Given => Machine[Substitutions]!.AsObject().Select(given => given.Key).Order(StringComparer.Ordinal);

    /// <summary>The names that the file asks for.</summary>
    public static IEnumerable<string> Asked =>
        Substitution().Matches(File).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public JsonObject Root => JsonNode.Parse(Text)!.AsObject();

    /// <summary>All states, those inside of the map too, by name.</summary>
    public IEnumerable<(string Name, JsonObject State)> States => StatesOf(Root);

    private static JsonNode Machine => Template.Deployment.Resources[Id]!["Properties"]!;

    /// <summary>The definition of a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="values">Values in place of the stack's own, e.g. of a bucket that exists.</param>
    public static MachineDefinition Of(Stack stack, params (string Name, string Value)[] values)
    {
        var given = stack.Resolve(Machine[Substitutions])!.AsObject();
        foreach (var (name, value) in values)
            given[name] = value;
        // A name that is not given stays as it is, as in CloudFormation.
        return new MachineDefinition(Substitution().Replace(File, match => given[match.Groups[1].Value]?.ToString() ?? match.Value));
    }

    private static IEnumerable<(string Name, JsonObject State)> StatesOf(JsonNode machine)
    {
        foreach (var (name, state) in machine[Inside]!.AsObject())
        {
            yield return (name, state!.AsObject());
            foreach (var inner in state["ItemProcessor"] is { } processor ? StatesOf(processor) : [])
                yield return inner;
        }
    }

    [GeneratedRegex(@"\$\{([A-Za-z]+)\}")]
    private static partial Regex Substitution();
}
