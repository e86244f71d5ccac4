using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Function.Runs;

namespace Auditor.Function.Denials;

/// <summary>What is remembered of one principal, action and set of blockers.</summary>
/// <param name="At">When somebody began to tell it.</param>
/// <param name="Owner">The invocation that told it, or tells it at this moment; null if nobody does.</param>
/// <param name="IsSent">Whether the message was sent.</param>
/// <param name="Count">How many more there were that were not told.</param>
/// <param name="Told">When it was told last; null if never.</param>
internal sealed record DenialMemory(DateTimeOffset At, string? Owner, bool IsSent, int Count, DateTimeOffset? Told)
{
    /// <summary>After this time an invocation that tells something is taken for dead: Lambda lets none take longer.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>Whether an invocation may tell it: it was not told within the window, and nobody else is at it.</summary>
    public bool MayBeTold(DateTimeOffset now, TimeSpan window, string owner)
    {
        if (IsSent)
            return now - At >= window;
        return Owner is null || Owner == owner || now - At >= Lease;
    }

    public byte[] Write() => AnswerJson.Write(writer =>
    {
        writer.WriteString("at", RunRecords.Moment(At));
        writer.WriteString("owner", Owner);
        writer.WriteBoolean("sent", IsSent);
        writer.WriteNumber("count", Count);
        writer.WriteString("told", Told is { } told ? RunRecords.Moment(told) : null);
    });

    /// <summary>Reads what was remembered; what is none is forgotten.</summary>
    public static DenialMemory? Read(ReadOnlyMemory<byte>? content) => StateJson.Read(content, root => new DenialMemory(
        root.GetProperty("at").GetDateTimeOffset(),
        root.GetProperty("owner").GetString(),
        root.GetProperty("sent").GetBoolean(),
        root.GetProperty("count").GetInt32(),
        root.GetProperty("told") is { ValueKind: JsonValueKind.String } told ? told.GetDateTimeOffset() : null));
}
