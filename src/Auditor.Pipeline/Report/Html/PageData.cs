using System.Text;
using System.Text.Json;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The page's data as it grows: sections that share one table of texts, and a limit for all of them.</summary>
/// <param name="limit">How many bytes the data may take.</param>
internal sealed class PageData(int limit) : IDisposable
{
    private readonly List<(string Name, DataSection Section)> sections = [];

    public StringTable Texts { get; } = new();

    /// <summary>How many bytes are taken so far.</summary>
    public int Used => Texts.Bytes + sections.Sum(entry => entry.Section.Length);

    public int Left => limit - Used;

    /// <summary>A member of the data; the caller writes one value.</summary>
    public Utf8JsonWriter Add(string name)
    {
        var section = new DataSection();
        sections.Add((name, section));
        return section.Json;
    }

    /// <summary>Writes everything as one JSON object that can stand inside a script element.</summary>
    public void Write(Stream output)
    {
        output.Write("{"u8);
        using var texts = new DataSection();
        Texts.Write(texts.Json);
        foreach (var (name, section) in sections.Append(("texts", texts)))
        {
            if (section != sections[0].Section)
                output.Write(","u8);
            output.Write(Quoted(name));
            output.Write(":"u8);
            ScriptSafe.Write(section.Finish(), output);
        }

        output.Write("}"u8);
    }

    public void Dispose()
    {
        foreach (var (_, section) in sections)
            section.Dispose();
    }

    /// <summary>Member names are our own words, without anything to escape.</summary>
    private static byte[] Quoted(string name) => Encoding.ASCII.GetBytes($"\"{name}\"");
}
