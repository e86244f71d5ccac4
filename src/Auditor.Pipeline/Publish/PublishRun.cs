using System.Security.Cryptography;
using System.Text;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>The last stage: keeps the report, keeps its digest, and tells those who subscribed, once.</summary>
/// <param name="store">Where reports are kept.</param>
/// <param name="publisher">Who is told; null keeps the report only.</param>
/// <param name="time">The clock for marks, and for waiting after a lost race.</param>
public sealed class PublishRun(IReportStore store, IDigestPublisher? publisher, TimeProvider time)
{
    /// <summary>The run's name, where the host names its runs: whatever its report says, such a run is published once. Null makes the name of the report.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Tells this attempt from any other at the same moment. With it, a run knows a mark of its own whose writing was answered with "somebody was faster": the SDK
    /// had written it, lost the answer, and tried again.
    /// </summary>
    public string? Attempt { get; init; }

    /// <summary>
    /// True for a run of which everything was kept and told, and which did not come to say so: what is kept stays, for the report that is made again knows what the run
    /// itself has left.
    /// </summary>
    public bool IsOver { get; init; }

    /// <summary>True tells every run; false, the default, only runs that have something to tell that the run before did not.</summary>
    public bool IsAlways { get; init; }

    /// <summary>Stores and publishes a report. The same report gets the same names, so running it again repairs what was not finished, and repeats nothing.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isChat">True sends chat notifications to <c>https</c> subscriptions, see <see cref="NotificationComposer"/>.</param>
    /// <param name="cancellationToken">Stops between the steps.</param>
    /// <exception cref="RunCannotGoOnException">Something could not be stored or sent. What stands already is kept.</exception>
    public async Task<PublishResult> RunAsync(AuditReport report, bool isChat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var content = Json(report);
        var runId = Name ?? RunId.Of(report.GeneratedAt, content);
        var key = $"runs/{runId}/report.json";
        if (IsOver)
            return new PublishResult(runId, store.UriOf(key), await FoundAsync(runId, cancellationToken).ConfigureAwait(false), MessageId: null);
        await KeepAsync(key, content, cancellationToken).ConfigureAwait(false);
        var digest = Digest.Of(report, runId, store.UriOf(key));
        await KeepAsync($"runs/{runId}/digest.json", JsonDigest.Write(digest, DigestDetail.Everything), cancellationToken).ConfigureAwait(false);
        var (outcome, messageId) = publisher is null
            ? (PublishOutcome.StoredOnly, null)
            : await PublishAllAsync(publisher, digest, isChat, cancellationToken).ConfigureAwait(false);
        return new PublishResult(runId, digest.ReportUri, outcome, messageId);
    }

    /// <summary>One message for the organization, and one for each owner whom something concerns. The first is what the run answers for.</summary>
    private async Task<(PublishOutcome Outcome, string? MessageId)> PublishAllAsync(IDigestPublisher to, Digest digest, bool isChat, CancellationToken cancellationToken)
    {
        if (!IsAlways && !digest.HasNews)
            return (PublishOutcome.NothingNew, null);
        var whole = await PublishOnceAsync(to, digest, isChat, cancellationToken).ConfigureAwait(false);
        foreach (var own in OwnerDigests.Of(digest))
        {
            var (outcome, messageId) = await PublishOnceAsync(to, own, isChat, cancellationToken).ConfigureAwait(false);
            if (outcome == PublishOutcome.PublishedElsewhere)
                whole = (outcome, messageId);
        }

        return whole;
    }

    /// <summary>What became of a run that is over.</summary>
    private async Task<PublishOutcome> FoundAsync(string runId, CancellationToken cancellationToken)
    {
        if (publisher is null)
            return PublishOutcome.StoredOnly;
        var isTold = await store.ReadAsync(MarkKey(runId, publisher.Destination), cancellationToken).ConfigureAwait(false) is not null;
        return isTold ? PublishOutcome.AlreadyPublished : PublishOutcome.NothingNew;
    }

    private static byte[] Json(AuditReport report)
    {
        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        return output.ToArray();
    }

    /// <summary>Writes a document unless it is there; a different one under this name is not of this run, and is replaced.</summary>
    private Task<bool> KeepAsync(string key, byte[] content, CancellationToken cancellationToken) =>
        ConditionalUpdate.RunAsync(store, key, present => present is { } same && same.Span.SequenceEqual(content) ? null : content, time, cancellationToken);

    private async Task<(PublishOutcome Outcome, string? MessageId)> PublishOnceAsync(IDigestPublisher to, Digest digest, bool isChat, CancellationToken cancellationToken)
    {
        var key = MarkKey(digest.RunId, digest.Owner is null ? to.Destination : to.Destination + '\u001F' + digest.Owner);
        var message = NotificationComposer.Compose(digest, isChat);
        PublicationMark? found = null;
        byte[]? own = null;
        var isMine = false;
        await ConditionalUpdate.RunAsync(
            store,
            key,
            present =>
            {
                found = present is { } json ? PublicationMark.Read(json) ?? throw new RunCannotGoOnException(NotAMark(key)) : null;
                if (own is not null && Attempt is not null && present is { } mark && mark.Span.SequenceEqual(own))
                    return null;
                isMine = found?.MayPublish(time.GetUtcNow()) ?? true;
                return own = isMine ? Mark(to, PublicationState.Publishing, null) : null;
            },
            time,
            cancellationToken).ConfigureAwait(false);
        if (!isMine)
            return (found!.State == PublicationState.Published ? PublishOutcome.AlreadyPublished : PublishOutcome.PublishedElsewhere, null);
        var messageId = await SendAsync(to, message, key, cancellationToken).ConfigureAwait(false);
        return (PublishOutcome.Published, messageId);
    }

    private async Task<string> SendAsync(IDigestPublisher to, NotificationMessage message, string key, CancellationToken cancellationToken)
    {
        string messageId;
        try
        {
            messageId = await to.PublishAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (RunCannotGoOnException refused)
        {
            // Rather told twice than never: the next run may try at once.
            await NoteFailedAsync(key, to, refused).ConfigureAwait(false);
            throw;
        }

        await NoteAsync(key, Mark(to, PublicationState.Published, messageId)).ConfigureAwait(false);
        return messageId;
    }

    private async Task NoteFailedAsync(string key, IDigestPublisher to, RunCannotGoOnException refused)
    {
        try
        {
            await NoteAsync(key, Mark(to, PublicationState.Failed, null)).ConfigureAwait(false);
        }
        catch (RunCannotGoOnException unnoted)
        {
            throw new RunCannotGoOnException($"{refused.Message}; nor could that be noted: {unnoted.Message}", refused);
        }
    }

    /// <summary>Notes how it ended, also for somebody who does not want to wait any longer: what happened has happened.</summary>
    private Task<bool> NoteAsync(string key, byte[] mark) =>
        ConditionalUpdate.RunAsync(store, key, _ => mark, time, CancellationToken.None);

    private byte[] Mark(IDigestPublisher to, PublicationState state, string? messageId) =>
        new PublicationMark(state, time.GetUtcNow(), to.Destination, messageId, Attempt).ToJson();

    private string NotAMark(string key) => $"`{store.UriOf(key)}` should say whether this run was published, and does not: delete it to publish the run";

    /// <summary>One mark a destination and owner: a run may be sent to a second topic later.</summary>
    private static string MarkKey(string runId, string destination) =>
        $"runs/{runId}/published-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(destination)))[..12]}.json";
}
