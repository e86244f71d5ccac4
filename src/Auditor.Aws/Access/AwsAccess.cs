using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Auditor.Pipeline;

namespace Auditor.Aws.Access;

/// <summary>The way into the organization's accounts: the caller's own account with its credentials, every other through a role. Safe from any thread.</summary>
public sealed class AwsAccess : IDisposable
{
    /// <summary>A session that ends while a call is under way would end the run.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly AwsAccessOptions options;
    private readonly RegionEndpoint region;
    private readonly AwsClients own;
    private readonly IAmazonSecurityTokenService sts;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, Lazy<Task<Session>>> sessions = new(StringComparer.Ordinal);

    private AwsAccess(AwsAccessOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        region = options.Region is { } named ? RegionEndpoint.GetBySystemName(named) : AwsClients.DefaultRegion;
        own = new AwsClients(options.Credentials, region, options.Endpoint);
        sts = own.SecurityToken();
        Calls = new ApiCaller(options.Pace);
    }

    /// <summary>Through which every call goes.</summary>
    public ApiCaller Calls { get; }

    /// <summary>Whose credentials these are.</summary>
    public CallerIdentity Caller { get; private set; } = new("", "", "aws");

    /// <summary>Clients with the caller's own credentials.</summary>
    internal AwsClients Own => own;

    /// <summary>Finds out who calls.</summary>
    /// <exception cref="RunCannotGoOnException">There are no credentials, or AWS does not accept them.</exception>
    public static async Task<AwsAccess> OpenAsync(AwsAccessOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var access = new AwsAccess(options, clock);
        try
        {
            await access.IdentifyAsync(cancellationToken).ConfigureAwait(false);
            return access;
        }
        catch
        {
            access.Dispose();
            throw;
        }
    }

    /// <summary>The clients of an account; its role is assumed once an hour at most.</summary>
    /// <exception cref="CallRefusedException">The role cannot be assumed.</exception>
    internal async Task<AwsClients> InAsync(string account, CancellationToken cancellationToken)
    {
        if (account == Caller.Account)
            return own;
        var session = await sessions.GetOrAdd(account, id => new(() => AssumeAsync(id, cancellationToken))).Value.ConfigureAwait(false);
        if (clock.GetUtcNow() < session.RenewAt)
            return session.Clients;
        session = await AssumeAsync(account, cancellationToken).ConfigureAwait(false);
        sessions[account] = new(Task.FromResult(session));
        return session.Clients;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        sts.Dispose();
        Calls.Dispose();
    }

    /// <summary>Looks for credentials before the first call: without any, the SDK's call fails with words about how it would have signed.</summary>
    private async Task RequireCredentialsAsync()
    {
        try
        {
            var credentials = options.Credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials();
            await credentials.GetCredentialsAsync().ConfigureAwait(false);
        }
        catch (AmazonClientException error)
        {
            throw CallFailure.NoCredentials(error);
        }
    }

    private async Task IdentifyAsync(CancellationToken cancellationToken)
    {
        await RequireCredentialsAsync().ConfigureAwait(false);
        try
        {
            var answer = await Calls.CallAsync(ApiOperation.GetCallerIdentity, null, WhoCallsAsync, cancellationToken).ConfigureAwait(false);
            Caller = new CallerIdentity(answer.Account, answer.Arn, answer.Arn.Split(':') is [_, var partition, ..] ? partition : "aws");
        }
        catch (CallRefusedException error)
        {
            throw new RunCannotGoOnException($"AWS does not accept the credentials: {error.Refusal.Message}; check AWS_PROFILE, the Region and the clock", error);
        }
    }

    private async Task<GetCallerIdentityResponse> WhoCallsAsync(CancellationToken cancellationToken)
    {
        var answer = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
        return answer is { Account: not null, Arn: not null } ? answer : throw new InvalidDataException("the answer does not say who calls; is AWS_ENDPOINT_URL, or a proxy, in between?");
    }

    private async Task<Session> AssumeAsync(string account, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = $"arn:{Caller.Partition}:iam::{account}:role/{options.RoleName}",
            RoleSessionName = options.SessionName,
            ExternalId = options.ExternalId,
            Policy = options.SessionPolicy,
        };
        var credentials = await Calls.CallAsync(ApiOperation.AssumeRole, account, token => CredentialsAsync(request, token), cancellationToken).ConfigureAwait(false);
        var clients = new AwsClients(new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken), region, options.Endpoint);
        var end = credentials.Expiration is { } expiration ? new DateTimeOffset(expiration.ToUniversalTime()) : clock.GetUtcNow();
        return new Session(clients, end - RenewBefore);
    }

    private async Task<Credentials> CredentialsAsync(AssumeRoleRequest request, CancellationToken cancellationToken) =>
        (await sts.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false)).Credentials ?? throw new InvalidDataException("the answer has no credentials");

    private sealed record Session(AwsClients Clients, DateTimeOffset RenewAt);
}
