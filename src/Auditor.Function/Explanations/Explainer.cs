using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Function.Denials;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Explain;

namespace Auditor.Function.Explanations;

/// <summary>Explains against a snapshot that is made for the question, and leaves nothing of it behind.</summary>
internal sealed class Explainer(FunctionServices services, FunctionSettings settings, FunctionLog log, Metrics metrics, TimeProvider clock)
{
    private const int MostAccounts = 20;

    /// <summary>Asks.</summary>
    /// <param name="accounts">The accounts of those that the question is about, at most 20; null where nobody knows.</param>
    /// <param name="context">What is known of the call.</param>
    /// <param name="ask">What to ask.</param>
    /// <param name="invocation">Whose time it takes.</param>
    /// <exception cref="RunCannotGoOnException">It cannot be explained, or not in time.</exception>
    public async Task<Explained<T>> AskAsync<T>(
        IEnumerable<string?> accounts, ImmutableSortedDictionary<string, ImmutableArray<string>?> context, Func<ExplainRun, T> ask, Invocation invocation)
    {
        var folder = Directory.CreateTempSubdirectory($"auditor-explain-{invocation.RequestId}-").FullName;
        using var time = new CancellationTokenSource(invocation.TimeForWork(clock, settings.DeadlineMargin), clock);
        try
        {
            var (snapshot, notes) = await CollectAsync(folder, Distinct(accounts), OwnCalls.SessionPrefix + "explain-" + invocation.RequestId, time.Token).ConfigureAwait(false);
            var configuration = await StoredConfiguration.ReadAsync(services.Store, settings.ConfigKey, time.Token).ConfigureAwait(false);
            var options = new AuditOptions { AsOf = clock.GetUtcNow(), Configuration = configuration, Context = context, ToolVersion = FunctionVersion.Text };
            return new Explained<T>(ask(new ExplainRun(snapshot, options)), snapshot.Organization?.ManagementAccount, snapshot.Metadata.Refused, notes);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            throw new RunCannotGoOnException("there was not enough time to read what the explanation needs: raise the function's timeout");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(SnapshotReader Snapshot, ImmutableArray<string> Notes)> CollectAsync(string folder, ImmutableArray<string> accounts, string session, CancellationToken inTime)
    {
        using var access = await services.OpenAsync(session, inTime).ConfigureAwait(false);
        var made = await new FreshSnapshot(services.Store, settings, clock).MakeAsync(folder, accounts, access, inTime).ConfigureAwait(false);
        var calls = access.Calls.Counts.Values.Sum();
        log.Info("read for an explanation", ("accounts", string.Join(", ", accounts)), ("apiCalls", calls));
        metrics.Send(("ApiCalls", MetricUnit.Count, calls));
        return made;
    }

    private static ImmutableArray<string> Distinct(IEnumerable<string?> accounts)
    {
        ImmutableArray<string> distinct = [.. accounts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return distinct.Length <= MostAccounts
            ? distinct
            : throw new RunCannotGoOnException($"the denials are of {distinct.Length} accounts: ask about {MostAccounts} at a time");
    }

    /// <summary>The account of who called; of a caller without ARN the one in which CloudTrail recorded it.</summary>
    public static string? AccountOf(Denial denial) => AccountOf(denial.RoleArn ?? denial.PrincipalArn) ?? AccountOf($"arn:aws:iam::{denial.AccountId}:");

    /// <summary>The account in the ARN of a principal; null for anything else.</summary>
    public static string? AccountOf(string? principal) => principal?.Split(':') is ["arn", _, "iam" or "sts", _, var account, ..] && SnapshotFolder.IsAccount(account) ? account : null;
}

/// <summary>What was asked for, and what to know about it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Payer">The payer's account id, or null if unknown.</param>
/// <param name="Refused">What AWS refused, or did not answer, while it was read.</param>
/// <param name="Notes">How old what it is given from is.</param>
internal sealed record Explained<T>(T Answer, string? Payer, ImmutableArray<SnapshotRefusal> Refused, ImmutableArray<string> Notes)
{
    private static readonly ImmutableHashSet<string> CallsForAnAccount = [ApiOperation.AssumeRole.Permission, ApiOperation.GetAccountAuthorizationDetails.Permission];

    /// <summary>Why nothing is known of an account, if AWS did not answer; null if it answered, or refused to.</summary>
    public string? SilenceAbout(string? account) => Refused.FirstOrDefault(refusal => refusal.Account == account && CallsForAnAccount.Contains(refusal.Call)) is { } unread
        && unread.Code?.StartsWith("AccessDenied", StringComparison.Ordinal) != true
            ? $"the account `{account}` could not be read: {unread.Message}"
            : null;
}
