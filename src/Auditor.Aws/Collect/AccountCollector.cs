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

    /// <summary>AWS's own policies are the same in every account: each is asked for once.</summary>
    private readonly ConcurrentDictionary<string, Task<ManagedPolicyDetail>> awsPolicies = new(StringComparer.Ordinal);

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
        while (true)
        {
            var page = await access.Calls.CallAsync(
                ApiOperation.GetAccountAuthorizationDetails, account, token => iam.GetAccountAuthorizationDetailsAsync(request, token), cancellationToken).ConfigureAwait(false);
            details.Add(page);
            if (page.IsTruncated != true || string.IsNullOrEmpty(page.Marker))
                return details;
            request.Marker = page.Marker;
        }
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
                details.Policies.Add(await awsPolicies.GetOrAdd(arn, missing => FetchAsync(missing, iam, account, cancellationToken)).ConfigureAwait(false));
            }
            catch (CallRefusedException error)
            {
                // Another account may be allowed to ask.
                awsPolicies.TryRemove(arn, out _);
                refused.Add(error.Refusal with { Account = account });
            }
        }

        return refused;
    }

    private async Task<ManagedPolicyDetail> FetchAsync(string arn, IAmazonIdentityManagementService iam, string account, CancellationToken cancellationToken)
    {
        var policy = (await access.Calls.CallAsync(
            ApiOperation.GetPolicy, account, token => iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, token), cancellationToken).ConfigureAwait(false)).Policy!;
        var request = new GetPolicyVersionRequest { PolicyArn = arn, VersionId = policy.DefaultVersionId };
        var version = (await access.Calls.CallAsync(
            ApiOperation.GetPolicyVersion, account, token => iam.GetPolicyVersionAsync(request, token), cancellationToken).ConfigureAwait(false)).PolicyVersion!;
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
}
