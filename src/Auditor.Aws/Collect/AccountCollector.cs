using System.Collections.Concurrent;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Aws.Access;
using Auditor.Aws.Collect.Files;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>Reads the principals and policies of one account after the other. Safe from any thread.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.</remarks>
internal sealed class AccountCollector(AwsAccess access, SnapshotWriter snapshot)
{
    private const int PageSize = 1000;

    /// <summary>AWS's own policies are the same in every account: each is asked for once. Lazy, since several accounts may want it at the same time.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<ManagedPolicyDetail>>> awsPolicies = new(StringComparer.Ordinal);

    /// <summary>Reads an account and writes its file.</summary>
    /// <returns>What AWS refused although the account as a whole could be read.</returns>
    /// <exception cref="CallRefusedException">The account cannot be read.</exception>
    public async Task<IReadOnlyList<SnapshotRefusal>> CollectAsync(string account, CancellationToken cancellationToken)
    {
        var clients = await access.InAsync(account, cancellationToken).ConfigureAwait(false);
        using var iam = clients.IdentityManagement();
        var details = await ReadAsync(iam, account, cancellationToken).ConfigureAwait(false);
        var refused = await CompleteAsync(details, iam, account, cancellationToken).ConfigureAwait(false);
        snapshot.WriteAuthorizationDetails(account, writer => new AuthorizationDetailsFile(writer).Write(details));
        return refused;
    }

    private async Task<AuthorizationDetails> ReadAsync(IAmazonIdentityManagementService iam, string account, CancellationToken cancellationToken)
    {
        var details = new AuthorizationDetails();
        var request = new GetAccountAuthorizationDetailsRequest { MaxItems = PageSize };
        var markers = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var page = await access.Calls.CallAsync(ApiOperation.GetAccountAuthorizationDetails, account, token => PageAsync(iam, request, token), cancellationToken).ConfigureAwait(false);
            details.Add(page);
            if (page.IsTruncated != true)
                return details;
            request.Marker = page.Marker;
            if (!markers.Add(page.Marker!))
                throw Pages.GoesRound(ApiOperation.GetAccountAuthorizationDetails, account);
        }
    }

    /// <summary>One page; an answer that would look like an account without anybody, or like the last page of more, counts as none.</summary>
    private static async Task<GetAccountAuthorizationDetailsResponse> PageAsync(
        IAmazonIdentityManagementService iam, GetAccountAuthorizationDetailsRequest request, CancellationToken cancellationToken)
    {
        var page = await iam.GetAccountAuthorizationDetailsAsync(request, cancellationToken).ConfigureAwait(false);
        if (page is { UserDetailList: null, GroupDetailList: null, RoleDetailList: null, Policies: null, IsTruncated: not true })
            throw new InvalidDataException("the answer has none of the account's lists; is AWS_ENDPOINT_URL, or a proxy, in between?");
        if (page.IsTruncated == true && string.IsNullOrEmpty(page.Marker))
            throw new InvalidDataException("the answer says that there is more, but not where");
        return page;
    }

    /// <summary>Adds AWS's own policies that the answer lacks, boundaries above all.</summary>
    private async Task<IReadOnlyList<SnapshotRefusal>> CompleteAsync(
        AuthorizationDetails details, IAmazonIdentityManagementService iam, string account, CancellationToken cancellationToken)
    {
        var refused = new List<SnapshotRefusal>();
        foreach (var arn in details.MissingAwsPolicies().ToArray())
        {
            try
            {
                details.Policies.Add(await AwsPolicyAsync(arn, iam, account, cancellationToken).ConfigureAwait(false));
            }
            catch (CallRefusedException error)
            {
                refused.Add(error.Refusal);
            }
        }

        return refused;
    }

    /// <summary>What one account asked serves all; what one account may not ask, another may.</summary>
    private async Task<ManagedPolicyDetail> AwsPolicyAsync(string arn, IAmazonIdentityManagementService iam, string account, CancellationToken cancellationToken)
    {
        var own = new Lazy<Task<ManagedPolicyDetail>>(() => FetchAsync(arn, iam, account, cancellationToken));
        while (true)
        {
            var asked = awsPolicies.GetOrAdd(arn, own);
            try
            {
                return await asked.Value.ConfigureAwait(false);
            }
            catch (CallRefusedException)
            {
                awsPolicies.TryRemove(KeyValuePair.Create(arn, asked));
                if (asked == own)
                    throw;
            }
        }
    }

    private async Task<ManagedPolicyDetail> FetchAsync(string arn, IAmazonIdentityManagementService iam, string account, CancellationToken cancellationToken)
    {
        var policy = await access.Calls.CallAsync(
            ApiOperation.GetPolicy, account, token => PolicyAsync(iam, new GetPolicyRequest { PolicyArn = arn }, token), cancellationToken).ConfigureAwait(false);
        var request = new GetPolicyVersionRequest { PolicyArn = arn, VersionId = policy.DefaultVersionId };
        var version = await access.Calls.CallAsync(ApiOperation.GetPolicyVersion, account, token => VersionAsync(iam, request, token), cancellationToken).ConfigureAwait(false);
        return new ManagedPolicyDetail
        {
            PolicyName = policy.PolicyName,
            PolicyId = policy.PolicyId,
            Arn = policy.Arn,
            Path = policy.Path,
            DefaultVersionId = policy.DefaultVersionId,
            IsAttachable = policy.IsAttachable,
            Description = policy.Description,
            CreateDate = policy.CreateDate,
            UpdateDate = policy.UpdateDate,
            PolicyVersionList = [version],
        };
    }

    private static async Task<ManagedPolicy> PolicyAsync(IAmazonIdentityManagementService iam, GetPolicyRequest request, CancellationToken cancellationToken) =>
        (await iam.GetPolicyAsync(request, cancellationToken).ConfigureAwait(false)).Policy ?? throw new InvalidDataException("the answer has no policy");

    private static async Task<PolicyVersion> VersionAsync(IAmazonIdentityManagementService iam, GetPolicyVersionRequest request, CancellationToken cancellationToken) =>
        (await iam.GetPolicyVersionAsync(request, cancellationToken).ConfigureAwait(false)).PolicyVersion ?? throw new InvalidDataException("the answer has no version");
}
