using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary>Bytes, written as base64 in the policy and in the request.</summary>
internal sealed class BinaryValue(string text) : PolicyValue
{
    private readonly byte[]? bytes = Read(text);

    public static byte[]? Read(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var written) ? buffer[..written] : null;
    }

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys) =>
        bytes is not null && Read(requestValue) is { } given ? given.AsSpan().SequenceEqual(bytes).ToTruth() : null;
}
