using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Auditor.Deployment.Tests.Templates;

/// <summary>
/// A template with values for its parameters, in an account and a Region: resolves its intrinsic functions as CloudFormation does.
/// </summary>
/// <param name="template">The template.</param>
/// <param name="account">The account of the stack.</param>
/// <param name="parameters">Values that are not the defaults.</param>
internal sealed partial class Stack(Template template, string account, params (string Name, string Value)[] parameters)
{
    public const string Name = "auditor";
    public const string Region = "us-east-1";
    private const string Partition = "aws";

    public string Account => account;

    public Template Template => template;

    /// <summary>Whether a resource is made at all.</summary>
    public bool Makes(string id) => template.Resources[id]!["Condition"] is not { } condition || Holds(condition.ToString());

    /// <summary>A value with every function in it resolved; null for <c>AWS::NoValue</c>.</summary>
    public JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } function when function.First() is var (name, value) && Function(name, value) is { } result => result.Value,
        JsonObject members => ObjectOf(members),
        JsonArray items => new JsonArray([.. items.Select(Resolve).Where(item => item is not null)]),
        _ => node?.DeepClone(),
    };

    private JsonObject ObjectOf(JsonObject members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (Resolve(value) is { } resolved)
                result.Add(name, resolved);
        }

        return result;
    }

    private sealed record Resolved(JsonNode? Value);

    private Resolved? Function(string name, JsonNode? value) => name switch
    {
        "Ref" => value!.ToString() == "AWS::NoValue" ? new(null) : new(Ref(value.ToString())),
        "Fn::GetAtt" => new(Attribute(value![0]!.ToString(), value[1]!.ToString())),
        "Fn::Sub" => new(Substitution().Replace(value!.ToString(), match => Named(match.Groups[1].Value))),
        "Fn::If" => new(Resolve(value![Holds(value[0]!.ToString()) ? 1 : 2])),
        _ => null,
    };

    private string Named(string name) => name.Split('.', 2) is [var id, var attribute] ? Attribute(id, attribute) : Ref(name);

    private bool Holds(string condition) => IsTrue(template.Root["Conditions"]![condition]!);

    private bool IsTrue(JsonNode condition) => condition.AsObject().First() switch
    {
        ("Condition", { } other) => Holds(other.ToString()),
        ("Fn::Not", { } other) => !IsTrue(other[0]!),
        ("Fn::And", { } all) => all.AsArray().All(one => IsTrue(one!)),
        ("Fn::Or", { } any) => any.AsArray().Any(one => IsTrue(one!)),
        ("Fn::Equals", { } two) => Resolve(two[0])!.ToString() == Resolve(two[1])!.ToString(),
        var (name, _) => throw new InvalidDataException($"{name} is no function of a condition"),
    };

    private string Ref(string name) => name switch
    {
        "AWS::Partition" => Partition,
        "AWS::AccountId" => account,
        "AWS::Region" => Region,
        "AWS::StackName" => Name,
        "AWS::URLSuffix" => "amazonaws.com",
        _ when template.Parameters[name] is { } parameter => Parameter(name, parameter),
        _ when TypeOf(name) is "AWS::SNS::Topic" or "AWS::Serverless::StateMachine" => ArnOf(name),
        _ => NameOf(name),
    };

    private string Parameter(string name, JsonNode parameter) =>
        parameters.FirstOrDefault(chosen => chosen.Name == name).Value
        ?? parameter["Default"]?.ToString()
        ?? throw new InvalidDataException($"{template.Name}: {name} has no default and no value");

    private string Attribute(string id, string attribute) => attribute switch
    {
        "Arn" => ArnOf(id),
        "QueueName" or "Name" => NameOf(id),
        _ => throw new InvalidDataException($"{id}.{attribute} is not known here"),
    };

    private string TypeOf(string id) =>
        template.Resources[id]?["Type"]!.ToString() ?? throw new InvalidDataException($"{template.Name} has no {id}");

    /// <summary>A name as CloudFormation would make one, without its random end.</summary>
    public string NameOf(string id)
    {
        var properties = template.Resources[id]!["Properties"]!;
        var made = $"{Name}-{id}";
        return Resolve(properties["RoleName"])?.ToString() ?? (TypeOf(id) == "AWS::S3::Bucket" ? made.ToLowerInvariant() : made);
    }

    /// <summary>An ARN as AWS would make one.</summary>
    public string ArnOf(string id) => TypeOf(id) switch
    {
        "AWS::S3::Bucket" => $"arn:{Partition}:s3:::{NameOf(id)}",
        "AWS::IAM::Role" => $"arn:{Partition}:iam::{account}:role{PathOf(id)}{NameOf(id)}",
        "AWS::Serverless::Function" => $"arn:{Partition}:lambda:{Region}:{account}:function:{NameOf(id)}",
        "AWS::Serverless::StateMachine" => $"arn:{Partition}:states:{Region}:{account}:stateMachine:{NameOf(id)}",
        "AWS::SNS::Topic" => $"arn:{Partition}:sns:{Region}:{account}:{NameOf(id)}",
        "AWS::SQS::Queue" => $"arn:{Partition}:sqs:{Region}:{account}:{NameOf(id)}",
        "AWS::KMS::Key" => $"arn:{Partition}:kms:{Region}:{account}:key/1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f",
        "AWS::Logs::LogGroup" => $"arn:{Partition}:logs:{Region}:{account}:log-group:{NameOf(id)}:*",
        var type => throw new InvalidDataException($"the ARN of a {type} is not known here"),
    };

    /// <summary>The path of a role, with a slash at both ends.</summary>
    public string PathOf(string id) => Resolve(template.Resources[id]!["Properties"]!["Path"])?.ToString() ?? "/";

    [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
    private static partial Regex Substitution();
}
