using System.Text;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Findings;

/// <summary>The auditor.json of an estate.</summary>
internal sealed class EstateConfiguration
{
    private readonly List<string> assignments = [];
    private readonly List<string> members = [];

    /// <summary>False for an audit without a configuration.</summary>
    public bool IsGiven { get; set; }

    public void Assign(string pattern, string[] profiles, string more)
    {
        var names = string.Join(", ", profiles.Select(profile => $"\"{profile}\""));
        assignments.Add($$"""{ "principals": ["{{pattern}}"], "profiles": [{{names}}]{{(more.Length == 0 ? "" : ", " + more)}} }""");
    }

    public void AssignByTag(string tag, string profile) => assignments.Add($$"""{ "tag": "{{tag}}", "profiles": ["{{profile}}"] }""");

    /// <summary>Adds members of the root.</summary>
    public void Add(string text) => members.Add(text);

    public Configuration? Read()
    {
        if (!IsGiven)
            return null;
        var text = "{ " + string.Join(", ", members.Append($"\"assignments\": [{string.Join(", ", assignments)}]")) + " }";
        var result = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Empty(result.Errors);
        return result.Configuration!;
    }
}
