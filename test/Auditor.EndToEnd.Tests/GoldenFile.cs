using System.Globalization;
using System.Text;

namespace Auditor.EndToEnd.Tests;

/// <summary>Compares a text with the one that is committed; with <c>AUDITOR_UPDATE_GOLDEN=1</c> in the environment writes it instead.</summary>
internal static class GoldenFile
{
    private const string Update = "AUDITOR_UPDATE_GOLDEN";
    private const int Context = 3;
    private const int MostLines = 40;

    public static void AssertEqual(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "test", "Auditor.EndToEnd.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, actual);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (actual != expected)
            Assert.Fail($"{name} differs from the golden file. If the change is meant, run the tests with {Update}=1 and commit it.\n{Difference(expected, actual)}");
    }

    /// <summary>The lines between the first and the last difference, with a few that are equal around them.</summary>
    internal static string Difference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var start = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var rest = Math.Min(before.Length, after.Length) - start;
        var end = before.Reverse().Zip(after.Reverse()).Take(rest).TakeWhile(pair => pair.First == pair.Second).Count();
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"from line {start + 1}:");
        Append(text, "  ", before[Math.Max(0, start - Context)..start]);
        Append(text, "- ", before[start..^end]);
        Append(text, "+ ", after[start..^end]);
        Append(text, "  ", before[^end..^Math.Max(0, end - Context)]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, string[] lines)
    {
        foreach (var line in lines.Take(MostLines))
            text.Append(mark).AppendLine(line);
        if (lines.Length > MostLines)
            text.Append(mark).AppendLine(CultureInfo.InvariantCulture, $"… and {lines.Length - MostLines} more");
    }
}
