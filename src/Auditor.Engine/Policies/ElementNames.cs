using Auditor.Engine.Json;

namespace Auditor.Engine.Policies;

/// <summary>The element names met in one JSON object, to find those that stand twice. Two names that differ only in case count as the same.</summary>
internal sealed class ElementNames(DocumentText text, PolicyProblems problems)
{
    private readonly NameSet names = new(StringComparer.OrdinalIgnoreCase);

    public bool Has(string name) => names.Has(name);

    /// <summary>Takes the property name at which the reader stands.</summary>
    public (string Name, bool IsNew) Next(ref JsonScanner reader)
    {
        var name = reader.GetSharedString();
        var isNew = names.Add(name);
        if (!isNew)
            problems.Add(new PolicyProblem(IsError: true, $"`{JsonWords.Shorten(name)}` stands twice", text.PositionOf(reader.TokenStartIndex)));
        return (name, isNew);
    }

    /// <summary>Starts with another object.</summary>
    public void Clear() => names.Clear();
}
