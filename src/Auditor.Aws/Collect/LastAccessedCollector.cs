using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Aws.Access;
using Auditor.Aws.Collect.Files;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>Asks IAM when principals last used which service. IAM prepares each answer as a job, and the session that started it must fetch it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html"/>.</remarks>
internal sealed class LastAccessedCollector(AwsAccess access, SnapshotWriter snapshot, TimeProvider clock)
{
    private const int Parallelism = 8;
    private const int MostPolls = 30;
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(2);

    /// <summary>Asks for each principal of which an earlier call, that was stopped, had no answer, and writes the file: also if this one is stopped.</summary>
    /// <returns>What AWS refused; a principal without answer is missing in the file.</returns>
    public async Task<IReadOnlyList<SnapshotRefusal>> CollectAsync(string account, ImmutableArray<string> principals, CancellationToken cancellationToken)
    {
        var answers = new ConcurrentDictionary<string, GetServiceLastAccessedDetailsResponse>(snapshot.ReadLastAccessed(account), StringComparer.Ordinal);
        var refused = new ConcurrentBag<SnapshotRefusal>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(principals.Where(arn => !answers.ContainsKey(arn)).ToArray(), parallel, async (arn, token) =>
            {
                if (await TryAskAsync(account, arn, refused, token).ConfigureAwait(false) is { } answer)
                    answers[arn] = answer;
            }).ConfigureAwait(false);
        }
        finally
        {
            if (!answers.IsEmpty)
                snapshot.WriteLastAccessed(account, writer => LastAccessedFile.Write(writer, answers));
        }

        return [.. refused.DistinctBy(refusal => (refusal.Call, refusal.Code)).OrderBy(refusal => refusal.Call, StringComparer.Ordinal)];
    }

    private async Task<GetServiceLastAccessedDetailsResponse?> TryAskAsync(string account, string arn, ConcurrentBag<SnapshotRefusal> refused, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(account, arn, cancellationToken).ConfigureAwait(false);
        }
        catch (CallRefusedException error)
        {
            refused.Add(error.Refusal);
            return null;
        }
    }

    private async Task<GetServiceLastAccessedDetailsResponse> AskAsync(string account, string arn, CancellationToken cancellationToken)
    {
        // For each principal anew: all of them may take longer than a session lasts.
        var clients = await access.InAsync(account, cancellationToken).ConfigureAwait(false);
        using var iam = clients.IdentityManagement();
        var start = new GenerateServiceLastAccessedDetailsRequest { Arn = arn };
        var job = await access.Calls.CallAsync(
            ApiOperation.GenerateServiceLastAccessedDetails, account, token => JobAsync(iam, start, token), cancellationToken).ConfigureAwait(false);
        var request = new GetServiceLastAccessedDetailsRequest { JobId = job, MaxItems = 1000 };
        for (var poll = 1; ; poll++)
        {
            var answer = await access.Calls.CallAsync(
                ApiOperation.GetServiceLastAccessedDetails, account, token => DetailsAsync(iam, request, token), cancellationToken).ConfigureAwait(false);
            // A job that never ends is written as it stands: the reader makes a gap of it.
            if (answer.JobStatus?.Value != "IN_PROGRESS" || poll == MostPolls)
                return answer;
            await Task.Delay(BetweenPolls, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string> JobAsync(IAmazonIdentityManagementService iam, GenerateServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken) =>
        (await iam.GenerateServiceLastAccessedDetailsAsync(request, cancellationToken).ConfigureAwait(false)).JobId ?? throw new InvalidDataException("the answer names no job");

    /// <summary>An answer that does not say how far its job is counts as none: it would be read as that of a principal that has used nothing.</summary>
    private static async Task<GetServiceLastAccessedDetailsResponse> DetailsAsync(
        IAmazonIdentityManagementService iam, GetServiceLastAccessedDetailsRequest request, CancellationToken cancellationToken)
    {
        var answer = await iam.GetServiceLastAccessedDetailsAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.JobStatus is not null ? answer : throw new InvalidDataException("the answer does not say how far the job is");
    }
}
