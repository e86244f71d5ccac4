using System.Xml.Linq;

namespace Auditor.EndToEnd.Tests;

public sealed class ArchitectureTests
{
    /// <summary>The arrows of the house: a project may reference only these.</summary>
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["Auditor.Engine"] = [],
        ["Auditor.Pipeline"] = ["Auditor.Engine"],
        ["Auditor.Aws"] = ["Auditor.Pipeline"],
        ["Auditor.Function"] = ["Auditor.Aws"],
        ["Auditor.Cli"] = ["Auditor.Pipeline", "Auditor.Aws"],
    };

    [Fact]
    public void Projects_reference_only_what_the_house_allows()
    {
        foreach (var project in SourceProjects())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(AllowedReferences.ContainsKey(name), $"{name} has no place in the house: add it to the allowed arrows");
            var references = Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
            Assert.All(references, reference => Assert.Contains(reference, AllowedReferences[name]));
        }
    }

    [Fact]
    public void Only_the_aws_project_knows_the_sdk()
    {
        foreach (var project in SourceProjects().Where(path => Path.GetFileNameWithoutExtension(path) != "Auditor.Aws"))
            Assert.DoesNotContain(Included(project, "PackageReference"), package => package.StartsWith("AWSSDK.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_and_the_pipeline_use_the_base_class_library_only()
    {
        foreach (var project in SourceProjects().Where(path => Path.GetFileNameWithoutExtension(path) is "Auditor.Engine" or "Auditor.Pipeline"))
            Assert.Empty(Included(project, "PackageReference"));
    }

    private static string[] SourceProjects()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        return projects;
    }

    private static IEnumerable<string> Included(string project, string element) =>
        XDocument.Load(project).Descendants(element).Select(node => node.Attribute("Include")!.Value);
}
