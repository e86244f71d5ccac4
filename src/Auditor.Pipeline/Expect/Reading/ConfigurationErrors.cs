using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>The errors found so far.</summary>
internal sealed class ConfigurationErrors
{
    /// <summary>Nobody reads more; a hostile file could have millions.</summary>
    private const int MaximumCount = 1000;

    private readonly List<ConfigurationError> errors = [];

    /// <summary>True when a further error would not be kept.</summary>
    public bool IsFull => errors.Count >= MaximumCount;

    public bool Any => errors.Count > 0;

    /// <summary>Notes an error at a value.</summary>
    public void Add(ConfigurationNode node, string message)
    {
        if (!IsFull)
            Add(node.Position, node.Path, message);
    }

    /// <summary>Notes an error at a member's name.</summary>
    public void AddAtName(ConfigurationNode node, string message)
    {
        if (!IsFull)
            Add(node.NamePosition, node.Path, message);
    }

    public void Add(TextPosition position, string path, string message)
    {
        if (!IsFull)
            errors.Add(new ConfigurationError(position, path, message));
    }

    public void Expected(ConfigurationNode node, string what) => Add(node, $"expected {what}, found {node.Describe()}");

    /// <summary>The errors in the file's order.</summary>
    public ImmutableArray<ConfigurationError> ToImmutable() =>
        [.. errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ThenBy(error => error.Message, StringComparer.Ordinal)];
}
