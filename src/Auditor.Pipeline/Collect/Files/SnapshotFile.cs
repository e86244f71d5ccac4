using System.Text.Json;
using Auditor.Engine.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the object that a file of the snapshot holds.</summary>
internal delegate T? ReadRoot<out T>(ref JsonCursor cursor)
    where T : class;

/// <summary>One file of the snapshot, and the gaps that reading it left.</summary>
internal sealed class SnapshotFile
{
    private readonly string path;
    private readonly bool isOfAccount;

    private SnapshotFile(string path, string file, string? account)
    {
        this.path = path;
        isOfAccount = account is not null;
        Gaps = new FileGaps(account, file);
    }

    public FileGaps Gaps { get; }

    /// <summary>The file as named, else its compressed form, else a folder of that name, which cannot be read; null if there is none of them.</summary>
    public static SnapshotFile? Find(string root, string file, string? account = null)
    {
        SnapshotFile? folder = null;
        foreach (var name in (string[])[file, file + ".gz"])
        {
            var path = Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));
            // Most files that may be there are not: they are looked for once.
            if (!Path.Exists(path))
                continue;
            var found = new SnapshotFile(path, name, account);
            if (!Directory.Exists(path))
                return found;
            folder ??= found;
        }

        return folder;
    }

    /// <summary>Reads the file; null, with the reason as its only gap, if nothing of it counts.</summary>
    public T? Read<T>(ReadRoot<T> read)
        where T : class
    {
        using var bytes = FileBytes.Read(path, isOneOfMany: isOfAccount);
        return Read(bytes, Gaps, read);
    }

    /// <summary>A copy of the file's bytes; null if there are none that are text.</summary>
    public byte[]? Bytes()
    {
        using var bytes = FileBytes.Read(path, isOneOfMany: isOfAccount);
        return bytes.Error is null ? bytes.Content.ToArray() : null;
    }

    /// <summary>Reads bytes that are the file's; null, with the reason as the only gap, if nothing of them counts.</summary>
    internal static T? Read<T>(FileBytes bytes, FileGaps gaps, ReadRoot<T> read)
        where T : class
    {
        if (bytes.Error is { } reason)
        {
            gaps.Replace(bytes.Position, reason);
            return null;
        }

        var places = new TextPlaces(bytes.Content);
        var jumped = new JumpedDocuments();
        T? result = null;
        JsonException? broken = null;
        try
        {
            var cursor = new JsonCursor(bytes.Content, places, gaps, jumped);
            result = read(ref cursor);
            cursor.Finish();
        }
        catch (JsonException error)
        {
            broken = error;
        }

        // Of a file that is JSON as a whole, every document is, and it ends where its braces say.
        if (broken is null && jumped.AreJson())
            return result;
        broken = JsonScanner.ErrorIn(bytes.Content.Span, JsonCursor.DeepestNesting) ?? broken;
        if (broken is null)
            return result;
        gaps.Replace(places.At(broken.LineNumber ?? 0, broken.BytePositionInLine ?? 0), "not JSON: " + JsonWords.Reason(broken));
        return null;
    }
}
