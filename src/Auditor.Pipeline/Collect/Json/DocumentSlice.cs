using System.Text.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>A policy document where it stands in its file.</summary>
/// <param name="Token">What it is: an object, a text, or something that is no document.</param>
/// <param name="Json">Its bytes, quotation marks included.</param>
/// <param name="Offset">Where they start in the file.</param>
/// <param name="FixedPlace">Its place in the file, where the offset is not counted in the file.</param>
internal readonly record struct DocumentSlice(JsonTokenType Token, ReadOnlyMemory<byte> Json, int Offset, TextPosition? FixedPlace)
{
    /// <summary>False for a member that is missing or null.</summary>
    public bool IsGiven => Token is not (JsonTokenType.None or JsonTokenType.Null);
}
