using Auditor.Function.Answers;
using Auditor.Function.Runs;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Denials;

/// <summary>Counts the messages about denials of an hour, in <c>denials/hour.json</c>, and what was held back because there were too many.</summary>
internal sealed class HourlyMessages(IReportStore store, int most, TimeProvider clock)
{
    private const string Key = "denials/hour.json";

    /// <summary>Counts one more denial as held back if the hour has all its messages.</summary>
    /// <returns>True if it has.</returns>
    public Task<bool> HoldIfFullAsync() => ChangeAsync(hour => IsFull(hour) ? hour with { Held = hour.Held + 1 } : null);

    /// <summary>Takes one message of the hour.</summary>
    /// <returns>The message's place; or null if the hour has all its messages, and this one is held back too.</returns>
    public async Task<MessagePlace?> TakeAsync()
    {
        MessagePlace? place = null;
        await ChangeAsync(hour =>
        {
            place = IsFull(hour) ? null : new MessagePlace(ThisHour(), hour.Held);
            return place is null ? hour with { Held = hour.Held + 1 } : new Hour(place.Hour, (IsNow(hour) ? hour.Messages : 0) + 1, 0);
        }).ConfigureAwait(false);
        return place;
    }

    /// <summary>Takes back a message that was not sent: what was held back before it is counted in the next one.</summary>
    public Task GiveBackAsync(MessagePlace place) => ChangeAsync(hour => hour with
    {
        Messages = hour.Start == place.Hour ? Math.Max(hour.Messages - 1, 0) : hour.Messages,
        Held = hour.Held + place.Held,
    });

    private async Task<bool> ChangeAsync(Func<Hour, Hour?> change)
    {
        var known = await store.ReadAsync(Key, CancellationToken.None).ConfigureAwait(false);
        return await ConditionalUpdate.RunAsync(store, Key, present => change(Hour.Read(present))?.Write(), clock, CancellationToken.None, known).ConfigureAwait(false);
    }

    private bool IsFull(Hour hour) => IsNow(hour) && hour.Messages >= most;

    private bool IsNow(Hour hour) => hour.Start == ThisHour();

    private DateTimeOffset ThisHour()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
    }

    private sealed record Hour(DateTimeOffset Start, int Messages, int Held)
    {
        public byte[] Write() => AnswerJson.Write(writer =>
        {
            writer.WriteString("hour", RunRecords.Moment(Start));
            writer.WriteNumber("messages", Messages);
            writer.WriteNumber("held", Held);
        });

        public static Hour Read(ReadOnlyMemory<byte>? content) =>
            StateJson.Read(content, root => new Hour(root.GetProperty("hour").GetDateTimeOffset(), root.GetProperty("messages").GetInt32(), root.GetProperty("held").GetInt32()))
            ?? new Hour(default, 0, 0);
    }
}
