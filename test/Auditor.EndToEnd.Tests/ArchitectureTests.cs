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
        ["Auditor.Function"] = ["Auditor.Pipeline", "Auditor.Aws"],
        ["Auditor.Cli"] = ["Auditor.Pipeline", "Auditor.Aws"],
    };

    [Fact]
    public void Projects_reference_only_what_the_house_allows()
    {
        foreach (var project in SourceProjects())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(AllowedReferences.ContainsKey(name), $"{name} has no place in the house: add it to the allowed arrows");
            var references = Included(project, "ProjectReference").Select(
                path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
            Assert.All(references, reference => Assert.Contains(reference, AllowedReferences[name]));
        }
    }

    [Fact]
    public void Only_the_aws_project_knows_the_sdk()
    {
        foreach (var project in SourceProjects().Where(path => Path.GetFileNameWithoutExtension(path) != "Auditor.Aws"))
            Assert.DoesNotContain(Packages(project), package => package.StartsWith("AWSSDK.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_uses_the_base_class_library_only_and_the_pipeline_one_hash_beside_it()
    {
        Assert.Empty(Packages(Project("Auditor.Engine")));
        Assert.Equal(["System.IO.Hashing"], Packages(Project("Auditor.Pipeline")));

        static string Project(string name) => SourceProjects().Single(path => Path.GetFileNameWithoutExtension(path) == name);
    }

    [Fact]
    public void A_stand_in_is_named_as_an_aws_package_and_never_referenced_as_a_project()
    {
        foreach (var project in SourceProjects())
            Assert.DoesNotContain(Included(project, "ProjectReference"), path => path.Contains("sdk/", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_aws_package_has_a_stand_in_and_an_official_version()
    {
        var versions = Included(
            Path.Combine(Repository.Root, "Directory.Packages.props"), "PackageVersion").ToHashSet(StringComparer.Ordinal);
        foreach (var package in SourceProjects().SelectMany(project => Included(project, "AwsPackage")))
        {
            Assert.Contains(package, versions);
            // Who has deleted sdk/ uses the official packages; the rest of the test still counts.
            if (Directory.Exists(Path.Combine(Repository.Root, "sdk")))
                Assert.True(
                    File.Exists(Path.Combine(Repository.Root, "sdk", package, package + ".csproj")), $"sdk/ has no stand-in for {package}");
        }
    }

    /// <summary>The packages a project uses, whether every feed has them or a stand-in may take their place.</summary>
    private static IEnumerable<string> Packages(string project) =>
        Included(project, "PackageReference").Concat(Included(project, "AwsPackage"));

    private static string[] SourceProjects()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        return projects;
    }

    private static IEnumerable<string> Included(string project, string element) =>
        XDocument.Load(project).Descendants(element).Select(node => node.Attribute("Include")!.Value);
}
