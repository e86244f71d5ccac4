using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Auditor.Engine.Requests;

/// <summary>What is known about one condition context key of a request.</summary>
/// <remarks>
/// AWS's missing-key rules apply to keys that are known to be absent only; a key whose value is not known makes a
/// condition unknown. <c>default</c> is a key known to be absent.
/// </remarks>
public readonly record struct ContextValue
{
    // A text, or an array of texts; null for no value.
    private readonly object? values;

    private ContextValue(ContextKnowledge knowledge, object? values, bool isMultivalued)
    {
        Knowledge = knowledge;
        this.values = values;
        IsMultivalued = isMultivalued;
    }

    /// <summary>The request certainly does not carry the key.</summary>
    public static ContextValue Absent => default;

    /// <summary>The request may carry the key; its value cannot be told.</summary>
    public static ContextValue Unknown => new(ContextKnowledge.Unknown, null, isMultivalued: false);

    /// <summary>Whether the value is known, known to be absent, or not known.</summary>
    public ContextKnowledge Knowledge { get; }

    /// <summary>The values, in request order; empty unless known. A known key may have no value at all.</summary>
    public ImmutableArray<string> Values => values switch
    {
        string one => [one],
        string[] many => ImmutableCollectionsMarshal.AsImmutableArray(many),
        _ => [],
    };

    /// <summary>The value of a known key that carries exactly one and no list; else null.</summary>
    public string? OnlyValue => values as string;

    /// <summary>The key carries a list: plain operators never match it, only <c>ForAllValues</c> and <c>ForAnyValue</c> do.</summary>
    public bool IsMultivalued { get; }

    /// <summary>A key with exactly one value.</summary>
    public static ContextValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ContextKnowledge.Known, value, isMultivalued: false);
    }

    /// <summary>A key with a list of values, which may be empty.</summary>
    public static ContextValue Many(ImmutableArray<string> values) => new(ContextKnowledge.Known, ImmutableCollectionsMarshal.AsArray(values), isMultivalued: true);
}

/// <summary>How much is known of a context key.</summary>
public enum ContextKnowledge : byte
{
    /// <summary>The request does not carry the key.</summary>
    Absent = 0,

    /// <summary>The request carries the key with these values.</summary>
    Known = 1,

    /// <summary>Nobody can tell from what was read.</summary>
    Unknown = 2,
}
