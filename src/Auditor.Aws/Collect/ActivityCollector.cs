using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Auditor.Aws.Access;
using Auditor.Aws.Collect.Files;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>Reads who called Billing Conductor in the payer, from CloudTrail's event history, the newest first.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>.</remarks>
internal sealed class ActivityCollector(AwsAccess access, SnapshotWriter snapshot, TimeProvider clock)
{
    private const string EventSource = "billingconductor.amazonaws.com";

    /// <summary>Reads the events and writes the file.</summary>
    /// <returns>Nothing: what is refused is refused as a whole.</returns>
    /// <exception cref="CallRefusedException">AWS refused; no file is written, so nothing looks unused.</exception>
    public async Task<IReadOnlyList<SnapshotRefusal>> CollectAsync(string account, int days, CancellationToken cancellationToken)
    {
        var clients = await access.InAsync(account, cancellationToken).ConfigureAwait(false);
        using var client = clients.CloudTrail();
        var to = clock.GetUtcNow();
        var request = new LookupEventsRequest
        {
            StartTime = to.AddDays(-days).UtcDateTime,
            EndTime = to.UtcDateTime,
            LookupAttributes = [new LookupAttribute { AttributeKey = LookupAttributeKey.EventSource, AttributeValue = EventSource }],
        };
        var events = new List<Event>();
        for (var pages = 0; pages < CollectOptions.MostActivityPages; pages++)
        {
            var page = await access.Calls.CallAsync(ApiOperation.LookupEvents, account, token => client.LookupEventsAsync(request, token), cancellationToken).ConfigureAwait(false);
            events.AddRange(page.Events ?? []);
            // A page that points to itself would only be read again and again.
            var isLast = string.IsNullOrEmpty(page.NextToken) || page.NextToken == request.NextToken;
            request.NextToken = page.NextToken;
            if (isLast)
                break;
        }

        var log = new CollectedActivity(to.AddDays(-days), to, events, IsTruncated: !string.IsNullOrEmpty(request.NextToken));
        snapshot.WriteActivity(account, writer => ActivityFile.Write(writer, log));
        return [];
    }
}
