using System.Collections.Concurrent;
using System.Security.Cryptography;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>
/// Every distinct policy text of a run, parsed once however many principals share it. Two documents are the same if their bytes and
/// their type are. Safe from any thread.
/// </summary>
/// <remarks>
/// Most accounts repeat the same AWS managed policies; AWS lists those in use in every account's answer:
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.
/// </remarks>
public sealed class PolicyLibrary
{
    private readonly ConcurrentDictionary<(UInt128, UInt128, PolicyType), Lazy<PolicyDocument>> documents = new();
    private readonly ConcurrentDictionary<PolicyDocument, PolicyDocument> boundaries = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many distinct documents were asked for.</summary>
    public int Count => documents.Count;

    /// <summary>The document with this text, the same instance for the same text and type.</summary>
    /// <param name="utf8">The document's own bytes; they are neither copied nor kept.</param>
    /// <param name="type">What the document is used as.</param>
    public PolicyDocument Intern(ReadOnlyMemory<byte> utf8, PolicyType type)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8.Span, hash);
        var key = (Half(hash[..16]), Half(hash[16..]), type);
        if (!documents.TryGetValue(key, out var document))
            document = documents.GetOrAdd(key, new Lazy<PolicyDocument>(() => PolicyParser.Parse(utf8, type)));
        return document.Value;
    }

    /// <summary>An identity-based document as a permissions boundary: AWS lets the same managed policy serve as either.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"/>.</remarks>
    public PolicyDocument AsBoundary(PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return boundaries.GetOrAdd(document, static same => new PolicyDocument
        {
            Type = PolicyType.PermissionsBoundary,
            HasVariables = same.HasVariables,
            Statements = same.Statements,
            Problems = same.Problems,
            IsUnreadable = same.IsUnreadable,
        });
    }

    private static UInt128 Half(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
