using System.Globalization;
using System.Text;
using System.Xml;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The report as JUnit XML, for build servers: a suite a rule, a case a finding; what could not be read is an error.</summary>
/// <remarks>
/// There is no standard. Source: what readers take, <see href="https://github.com/testmoapp/junitxml"/>. Characters that XML cannot hold are marks already, see <see cref="PlainText"/>.
/// </remarks>
public static class JunitReport
{
    private const int LongestName = 500;
    private const int LongestText = 4_000;
    private const int MostPrincipals = 20;

    /// <summary>Writes the report.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (var writer = XmlWriter.Create(output, settings))
            WriteSuites(writer, report);
        output.WriteByte((byte)'\n');
    }

    private static void WriteSuites(XmlWriter writer, AuditReport report)
    {
        var byRule = report.Findings.ToLookup(finding => finding.Rule, StringComparer.Ordinal);
        var suites = FindingRules.All.Select(rule => JunitSuite.Of(rule, byRule[rule.Id], report))
            // Rules of another version, which an older run reported.
            .Concat(byRule.Where(group => SarifRules.IndexOf(group.Key) < 0).OrderBy(group => group.Key, StringComparer.Ordinal).Select(JunitSuite.Of))
            .Append(JunitSuite.Of(report.Gaps))
            .ToArray();
        writer.WriteStartElement("testsuites");
        writer.WriteAttributeString("name", "auditor");
        WriteCounts(writer, suites.SelectMany(suite => suite.Cases));
        foreach (var suite in suites)
            WriteSuite(writer, suite, report);
        writer.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter writer, JunitSuite suite, AuditReport report)
    {
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", suite.Name);
        WriteCounts(writer, suite.Cases);
        writer.WriteAttributeString("timestamp", report.GeneratedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var item in suite.Cases)
            WriteCase(writer, item);
        writer.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter writer, IEnumerable<JunitCase> cases)
    {
        var counts = cases.CountBy(item => item.Outcome).ToDictionary();
        WriteNumber(writer, "tests", counts.Values.Sum());
        WriteNumber(writer, "failures", counts.GetValueOrDefault(JunitOutcome.Failure));
        WriteNumber(writer, "errors", counts.GetValueOrDefault(JunitOutcome.Error));
        WriteNumber(writer, "skipped", counts.GetValueOrDefault(JunitOutcome.Skipped));
        writer.WriteAttributeString("time", "0");
    }

    private static void WriteNumber(XmlWriter writer, string name, int value) => writer.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void WriteCase(XmlWriter writer, JunitCase item)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", item.ClassName);
        writer.WriteAttributeString("name", FormText.Line(item.Name, LongestName));
        writer.WriteAttributeString("time", "0");
        if (item.Outcome != JunitOutcome.Pass)
        {
            writer.WriteStartElement(item.Outcome switch { JunitOutcome.Failure => "failure", JunitOutcome.Error => "error", _ => "skipped" });
            writer.WriteAttributeString("message", FormText.Line(item.Message, LongestName));
            if (item.Outcome != JunitOutcome.Skipped)
                writer.WriteAttributeString("type", item.Type);
            if (item.Finding is { } finding && item.Outcome == JunitOutcome.Failure)
                writer.WriteString(Body(finding));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Body(Finding finding)
    {
        var body = new StringBuilder("\n").Append(FormText.Line(finding.Draft.Explanation, LongestText)).Append('\n');
        foreach (var principal in finding.Principals.Take(MostPrincipals))
            body.Append(FormText.Line(principal.Arn, LongestName)).Append('\n');
        if (finding.Principals.Length > MostPrincipals)
            body.Append(CultureInfo.InvariantCulture, $"and {finding.Principals.Length - MostPrincipals} more\n");
        return body.Append(RulePage.Of(finding.Rule).Path).Append('\n').ToString();
    }
}
