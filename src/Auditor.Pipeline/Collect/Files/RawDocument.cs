namespace Auditor.Pipeline.Collect;

/// <summary>A JSON value as it stands in a file, and where: a policy document before anyone has read it. Empty if there is none.</summary>
internal readonly record struct RawDocument(ReadOnlyMemory<byte> Value, long Offset)
{
    /// <summary>Its number among <see cref="JumpedDocuments"/>, from 1; 0 if it was read.</summary>
    public int Number { get; init; }

    /// <summary>The same bytes in the library, if they were found to be there; they are JSON then.</summary>
    public LibraryDocument? Known { get; init; }

    public bool IsMissing => Value.IsEmpty;
}
