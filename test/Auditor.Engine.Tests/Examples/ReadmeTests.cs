using System.Text.RegularExpressions;

namespace Auditor.Engine.Examples;

/// <summary>The examples of the package's README are the files of this folder, and print what the README says.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "test", "Auditor.Engine.Tests", "Examples");

    private static readonly (string Name, Action Run)[] Examples =
    [
        (nameof(DecideARequest), DecideARequest.Run),
        (nameof(LeaveAKeyUnknown), LeaveAKeyUnknown.Run),
        (nameof(FollowTheOrganization), FollowTheOrganization.Run),
        (nameof(LookUpActions), LookUpActions.Run),
    ];

    private static string Readme { get; } = File.ReadAllText(Path.Combine(Repository.Root, "src", "Auditor.Engine", "README.md"));

    [Fact]
    public void Code_is_that_of_the_examples_in_their_order() =>
        Assert.Equal(Examples.Select(example => CodeOf(example.Name)), CodeBlock().Matches(Readme).Select(match => match.Groups[1].Value));

    [Fact]
    public void Printed_text_is_what_the_examples_print() =>
        Assert.Equal(Examples.Select(example => Console.Of(example.Run)), PrintedBlock().Matches(Readme).Select(match => match.Groups[1].Value));

    /// <summary>The usings of a file and what stands between its marks, as it would stand in a program.</summary>
    private static string CodeOf(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".cs"));
        var usings = lines.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal));
        var body = lines.SkipWhile(line => line.Trim() != "// <example>").Skip(1).TakeWhile(line => line.Trim() != "// </example>");
        return string.Concat(usings.Append("").Concat(body.Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line)).Select(line => line + "\n"));
    }

    [GeneratedRegex("```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```text\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PrintedBlock();
}
