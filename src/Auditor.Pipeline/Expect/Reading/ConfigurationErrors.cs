using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>The errors found so far.</summary>
/// <param name="utf8">The configuration, without byte order mark.</param>
internal sealed class ConfigurationErrors(ReadOnlyMemory<byte> utf8)
{
    /// <summary>Nobody reads more; a hostile file could have millions.</summary>
    private const int MaximumCount = 1000;

    private readonly List<ConfigurationError> errors = [];
    private readonly TextPlaces places = new(utf8);

    /// <summary>True when a further error would not be kept.</summary>
    public bool IsFull => errors.Count >= MaximumCount;

    public bool Any => errors.Count > 0;

    /// <summary>Notes an error at a value.</summary>
    public void Add(ConfigurationNode node, string message)
    {
        if (!IsFull)
            Add(places.At(node.Offset), node.Path, message);
    }

    /// <summary>Notes an error at a member's name.</summary>
    public void AddAtName(ConfigurationNode node, string message)
    {
        if (!IsFull)
            Add(places.At(node.NameOffset), node.Path, message);
    }

    /// <summary>Notes an error at a byte, where there is no value to name.</summary>
    public void Add(long offset, string message) => Add(places.At(offset), "$", message);

    /// <summary>Notes an error at the place that the JSON reader tells, in lines and bytes from 0.</summary>
    public void Add(long line, long byteInLine, string message) => Add(places.At(line, byteInLine), "$", message);

    private void Add(TextPosition position, string path, string message)
    {
        if (!IsFull)
            errors.Add(new ConfigurationError(position, path, message));
    }

    public void Expected(ConfigurationNode node, string what)
    {
        if (!IsFull)
            Add(node, $"expected {what}, found {node.Describe()}");
    }

    /// <summary>The errors in the file's order.</summary>
    public ImmutableArray<ConfigurationError> ToImmutable() =>
        [.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ThenBy(error => error.Message, StringComparer.Ordinal)];
}
