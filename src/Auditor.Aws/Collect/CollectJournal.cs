using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>
/// What a collection has finished, in a file of the snapshot's folder that is gone when all is done: a run that was stopped goes on from it.
/// Safe from any thread of one process.
/// </summary>
internal sealed class CollectJournal : IDisposable
{
    public const string FileName = "collect.jsonl";

    private const string Question = "question";
    private const string Clearing = "clearing";
    private readonly Lock gate = new();
    private readonly Dictionary<string, ImmutableArray<SnapshotRefusal>> done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> contents = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly string question;
    private FileStream? stream;

    private CollectJournal(string path, string question) => (this.path, this.question) = (path, question);

    /// <summary>True if an earlier run was stopped.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>True if this product was collecting into the folder, whatever it was asked: what lies there is its own.</summary>
    public bool IsOfCollection { get; private set; }

    /// <summary>Opens the journal of a folder. Nothing is written before something is noted.</summary>
    /// <param name="folder">The snapshot's folder.</param>
    /// <param name="question">What is collected; a journal of another question is not continued.</param>
    /// <exception cref="RunCannotGoOnException">Another run has it open.</exception>
    public static CollectJournal Open(string folder, string question)
    {
        var journal = new CollectJournal(Path.Combine(folder, FileName), question);
        try
        {
            journal.stream = new FileStream(journal.path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException error)
        {
            throw new RunCannotGoOnException($"another run collects into `{folder}`: wait for it, or choose another folder ({error.Message})", error);
        }

        journal.Load();
        return journal;
    }

    /// <summary>Notes that the folder is being emptied: a run that is stopped meanwhile empties it again.</summary>
    public void BeginClearing() => BeginWith(Clearing);

    /// <summary>Notes that the folder is empty, and for which question.</summary>
    public void Begin() => BeginWith(Question);

    /// <summary>What was refused in a part that is finished; null if it is not finished.</summary>
    public ImmutableArray<SnapshotRefusal>? RefusedIn(string part)
    {
        lock (gate)
            return done.TryGetValue(part, out var refused) ? refused : null;
    }

    /// <summary>What was refused in all finished parts.</summary>
    public ImmutableArray<SnapshotRefusal> AllRefused
    {
        get
        {
            lock (gate)
                return [.. done.Values.SelectMany(refused => refused)];
        }
    }

    /// <summary>Notes that a part is finished; its file has been written.</summary>
    public void Finish(string part, IEnumerable<SnapshotRefusal> refused)
    {
        ImmutableArray<SnapshotRefusal> all = [.. refused];
        lock (gate)
        {
            done[part] = all;
            Append(writer =>
            {
                writer.WriteString("done", part);
                writer.WriteStartArray("refused");
                foreach (var refusal in all)
                    RefusalJson.Write(writer, refusal);
                writer.WriteEndArray();
            });
        }
    }

    /// <summary>What an organization policy says, if it was asked before.</summary>
    public string? ContentOf(string policy)
    {
        lock (gate)
            return contents.GetValueOrDefault(policy);
    }

    /// <summary>Notes what an organization policy says: asking takes half a second each.</summary>
    public void AddContent(string policy, string content)
    {
        lock (gate)
        {
            contents[policy] = content;
            Append(writer =>
            {
                writer.WriteString("policy", policy);
                writer.WriteString("content", content);
            });
        }
    }

    /// <summary>All is done: nothing is left to go on from.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (stream is null)
            return;
        var isEmpty = stream.Length == 0;
        stream.Dispose();
        stream = null;
        // Of a folder that is somebody else's, nothing is left behind.
        if (isEmpty)
            File.Delete(path);
    }

    private void Load()
    {
        using var reader = new StreamReader(stream!, Encoding.UTF8, leaveOpen: true);
        var first = reader.ReadLine() ?? "";
        var asked = FirstLine(first, Question);
        IsOfCollection = asked is not null || FirstLine(first, Clearing) is not null;
        if (asked == question)
        {
            IsResumed = true;
            // A line that the stop cut off is a part that was not finished.
            while (reader.ReadLine() is { } line)
                TryLoad(line);
            stream!.Seek(0, SeekOrigin.End);
            stream.Write("\n"u8);
        }
    }

    private static string? FirstLine(string line, string member)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty(member, out var asked) ? asked.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private void BeginWith(string member)
    {
        stream!.SetLength(0);
        Append(writer => writer.WriteString(member, question));
    }

    private void TryLoad(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("done", out var part))
                done[part.GetString()!] = [.. json.RootElement.GetProperty("refused").EnumerateArray().Select(RefusalJson.Read)];
            else if (json.RootElement.TryGetProperty("policy", out var policy))
                contents[policy.GetString()!] = json.RootElement.GetProperty("content").GetString()!;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not finished, so it is done again.
        }
    }

    private void Append(Action<Utf8JsonWriter> writeMembers)
    {
        using (var writer = new Utf8JsonWriter(stream!))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        stream!.Write("\n"u8);
        stream.Flush(flushToDisk: false);
    }
}
