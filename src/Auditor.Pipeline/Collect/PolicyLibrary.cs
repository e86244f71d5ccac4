using System.IO.Hashing;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A document's hash under a seed. Equal bytes have equal hashes; different bytes may.</summary>
internal delegate UInt128 HashDocument(ReadOnlySpan<byte> value, long seed);

/// <summary>The policy documents of a run, so that one that many principals share is read and compiled once. Safe from any thread.</summary>
/// <remarks>
/// The memory it takes is bound: it keeps the first documents that it meets, and those it meets again. Of any other it keeps a mark alone, by which it
/// notices that one comes again; which document is meant, its bytes decide. What a document says never hangs on the order in which files are read.
/// </remarks>
public sealed class PolicyLibrary
{
    // AWS has some 1,500; a file may name any number.
    private const int MostOfAws = 5_000;
    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, LibraryDocument> documents = [];
    private readonly Dictionary<string, LikelyPolicy> ofAws = new(StringComparer.Ordinal);
    private readonly HashDocument hash;
    private readonly long seed = DrawSeed();
    // Null once the library is closed.
    private DocumentMarks? met = new();
    private int count;
    private int compiled;
    private long roomForNew;
    private long roomForShared;

    /// <summary>An empty library.</summary>
    public PolicyLibrary()
        : this(XxHash128.HashToUInt128)
    {
    }

    /// <summary>An empty library with a hash and limits of its own.</summary>
    /// <param name="hash">The hash. The seed is drawn for each library, so that nobody can write documents that all have one hash.</param>
    /// <param name="roomForNew">How many bytes of documents it keeps though it has met them once.</param>
    /// <param name="roomForShared">How many bytes of documents it keeps because it has met them again.</param>
    internal PolicyLibrary(HashDocument hash, long roomForNew = 8 << 20, long roomForShared = 24 << 20)
    {
        this.hash = hash;
        this.roomForNew = roomForNew;
        this.roomForShared = roomForShared;
    }

    /// <summary>
    /// A number that nobody can guess. <see href="https://learn.microsoft.com/dotnet/api/system.guid.newguid"/> draws from the operating system's generator, and six of its bits
    /// are the same in all; System.Security.Cryptography would load a library first, for which a small audit would wait.
    /// </summary>
    private static long DrawSeed()
    {
#pragma warning disable RS0030 // No identifier: what it seeds never leaves the run.
        var drawn = Guid.NewGuid().ToByteArray();
#pragma warning restore RS0030
        return BitConverter.ToInt64(drawn, 0) ^ BitConverter.ToInt64(drawn, sizeof(long));
    }

    /// <summary>How many distinct documents have been met; one read as two types counts twice. Beyond some half a million, one that comes again may count again.</summary>
    public int Count => count;

    /// <summary>How often a document has been compiled: as often as there are distinct ones, but for those that came again when they were not kept.</summary>
    public int CompiledCount => compiled;

    /// <summary>The document that a JSON value holds: an object, or text that is one, percent-encoded or not.</summary>
    /// <param name="value">The value as it stands in its file, quotation marks included. It is not kept.</param>
    /// <param name="type">What the document is used as.</param>
    /// <returns>The document; an unread one for any other value. Positions count within the object, or within the decoded text.</returns>
    public PolicyDocument Get(ReadOnlyMemory<byte> value, PolicyType type) => Find(HashOf(value.Span, type), value.Span, type).Compile(this);

    /// <summary>The hash by which <see cref="Find"/> looks for a document.</summary>
    internal UInt128 HashOf(ReadOnlySpan<byte> value, PolicyType type) => hash(value, unchecked(seed + (long)type));

    /// <summary>The document of these bytes, which may not be compiled yet.</summary>
    internal LibraryDocument Find(UInt128 key, ReadOnlySpan<byte> value, PolicyType type)
    {
        LibraryDocument? first;
        lock (gate)
            documents.TryGetValue(key, out first);
        if (InChain(first, value, type) is { } known)
            return known;
        return Add(key, new LibraryDocument(value.ToArray(), type));
    }

    /// <summary>From now on nothing more is kept: whoever reads a file once more needs little of it, and not for long.</summary>
    internal void Close()
    {
        lock (gate)
            met = null;
    }

    /// <summary>What the last account to have this managed policy of AWS's had. Null if none is kept.</summary>
    internal LikelyPolicy? LikelyOf(string arn)
    {
        lock (gate)
            return ofAws.GetValueOrDefault(arn);
    }

    /// <summary>Notes what a managed policy of AWS's says.</summary>
    internal void Expect(string arn, LikelyPolicy policy)
    {
        if (!policy.Document.IsKept)
            return;
        lock (gate)
        {
            if (ofAws.Count < MostOfAws)
                ofAws[arn] = policy;
        }
    }

    /// <summary>Notes that a document was compiled.</summary>
    internal void CountCompiled() => Interlocked.Increment(ref compiled);

    private static LibraryDocument? InChain(LibraryDocument? first, ReadOnlySpan<byte> value, PolicyType type)
    {
        for (var document = first; document is not null; document = document.Next)
        {
            if (document.Is(value, type))
                return document;
        }

        return null;
    }

    private LibraryDocument Add(UInt128 key, LibraryDocument document)
    {
        lock (gate)
        {
            var first = documents.GetValueOrDefault(key);
            // Another thread may have been faster.
            if (InChain(first, document.Value, document.Type) is { } kept)
                return kept;
            if (met is null)
                return document;
            var isMet = !met.Add(key);
            if (!isMet || first is not null)
                count++;
            ref var room = ref isMet ? ref roomForShared : ref roomForNew;
            if (room < document.Value.Length)
                return document;
            room -= document.Value.Length;
            document.IsKept = true;
            document.Next = first;
            documents[key] = document;
            return document;
        }
    }
}
