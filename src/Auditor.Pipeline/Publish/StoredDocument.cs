namespace Auditor.Pipeline.Publish;

/// <summary>A document as it was when it was read.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Version">What tells this version from others; means something only to the store that gave it.</param>
public sealed record StoredDocument(ReadOnlyMemory<byte> Content, string Version);
