using System.Globalization;
using System.Text;

namespace Auditor.EndToEnd.Tests;

/// <summary>
/// Compares a text with the one that is committed; with <c>AUDITOR_UPDATE_GOLDEN=1 </c> in the environment writes it instead.
/// </summary>
internal static class GoldenFile
{
    private const string Update = "AUDITOR_UPDATE_GOLDEN";
    private const int Context = 3;
    private const int MostLines = 80;

    public static void AssertEqual(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "test", "Auditor.EndToEnd.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(path, actual);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (actual != expected)
            Assert.Fail(
                $"{name} differs from the golden file. If the change is meant, run the tests with {Update}=1 and commit "
                    + $"it.\n{Difference(expected, actual)}");
    }

    /// <summary>What went (-) and what came (+), with a few equal lines around.</summary>
    internal static string Difference(string expected, string actual)
    {
        var changes = LineChange.Between(expected.Split('\n'), actual.Split('\n'));
        var text = new StringBuilder();
        var (shown, last) = (0, -2);
        for (var i = 0; i < changes.Length && shown < MostLines; i++)
        {
            var isNear = changes[Math.Max(0, i - Context)..Math.Min(changes.Length, i + Context + 1)].Any(change => change.Mark != ' ');
            if (!isNear)
                continue;
            if (last != i - 1)
                text.AppendLine(CultureInfo.InvariantCulture, $"@ line {changes[i].Line}");
            text.Append(changes[i].Mark).Append(' ').AppendLine(changes[i].Text);
            (shown, last) = (shown + 1, i);
        }

        return shown < MostLines ? text.ToString() : text.AppendLine("… and more").ToString();
    }
}
