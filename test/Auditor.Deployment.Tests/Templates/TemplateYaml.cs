using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Auditor.Deployment.Tests.Templates;

/// <summary>Makes of a CloudFormation template in YAML the same in JSON: short forms such as <c>!Ref</c> become long ones.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html"/>.
/// </remarks>
internal static class TemplateYaml
{
    public static JsonObject Read(string path)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(path);
        yaml.Load(text);
        return Of(yaml.Documents.Single().RootNode)!.AsObject();
    }

    private static JsonNode? Of(YamlNode node)
    {
        var value = node switch
        {
            YamlMappingNode mapping => ObjectOf(mapping),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Of)]),
            YamlScalarNode scalar => ValueOf(scalar),
            _ => throw new InvalidDataException($"a {node.NodeType} has no place in a template"),
        };
        return node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') ? value : Intrinsic(node.Tag.Value[1..], value);
    }

    private static JsonObject ObjectOf(YamlMappingNode mapping)
    {
        var members = new JsonObject();
        foreach (var (name, value) in mapping.Children)
            members.Add(((YamlScalarNode)name).Value!, Of(value));
        return members;
    }

    private static JsonNode? ValueOf(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
            return text;
        if (text is "true" or "false")
            return text == "true";
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static IEnumerable<JsonNode> Parts(string attribute) => attribute.Split('.', 2).Select(part => (JsonNode)part);

    private static JsonObject Intrinsic(string name, JsonNode? value) => name switch
    {
        "Ref" or "Condition" => new JsonObject { [name] = value },
        "GetAtt" when value is JsonValue text => new JsonObject { ["Fn::GetAtt"] = new JsonArray([.. Parts(text.ToString())]) },
        _ => new JsonObject { ["Fn::" + name] = value },
    };
}
