using System.Text.Json.Nodes;

namespace Auditor.Deployment.Tests.Templates;

/// <summary>A template of the repository as it is written.</summary>
/// <param name="Name">Its file, from the repository's root.</param>
/// <param name="Root">Its content.</param>
internal sealed record Template(string Name, JsonObject Root)
{
    public static Template Deployment { get; } = Read("template.yaml");

    public static Template MemberRole { get; } = Read("member-role.yaml");

    public static Template StackSet { get; } = Read("stack-set.yaml");

    public static IEnumerable<Template> All => [Deployment, MemberRole, StackSet];

    public string Path => System.IO.Path.Combine(Repository.Root, Name);

    public JsonObject Parameters => Section("Parameters");

    public JsonObject Resources => Section("Resources");

    /// <summary>The resources of one type, with their properties as they are written.</summary>
    public IEnumerable<(string Id, JsonObject Properties)> ResourcesOf(string type) => Resources
        .Where(resource => resource.Value!["Type"]!.ToString() == type)
        .Select(resource => (resource.Key, resource.Value!["Properties"]!.AsObject()));

    /// <summary>A part of the template by its name.</summary>
    public JsonObject Section(string name) => Root[name]!.AsObject();

    private static Template Read(string name) => new(name, TemplateYaml.Read(System.IO.Path.Combine(Repository.Root, name)));
}
