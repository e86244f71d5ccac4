using Auditor.Engine.Arns;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads an authorization-details file.</summary>
/// <remarks>
/// Source: AWS CLI, <see href="https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html"/>.
/// </remarks>
/// <param name="account">The account of the file's folder; null if the file's own ARNs tell it.</param>
/// <param name="library">Where documents are kept.</param>
/// <param name="everyVersion">Whether versions of policies that are not in force are read too.</param>
internal sealed class AuthorizationDetailsReader(string? account, PolicyLibrary library, bool everyVersion)
{
    private const int UsualEntries = 256;
    private const string Lists = "`UserDetailList`, `GroupDetailList`, `RoleDetailList` or `Policies`";
    private static readonly MemberNames Names = new("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies", "IsTruncated", "Marker", "NextToken");
    private static readonly PrincipalEntryReader Users = new("User");
    private static readonly PrincipalEntryReader Groups = new("Group");
    private static readonly PrincipalEntryReader Roles = new("Role");

    private readonly AuthorizationDetails details = new();
    private readonly PolicyListReader lists = new();
    private readonly ManagedPolicyEntryReader policies = new(library, everyVersion);
    private readonly HashSet<string> arns = new(UsualEntries, StringComparer.Ordinal);
    private long? contradictionAt;
    private string contradiction = "";

    /// <summary>Reads the file; null, with the reason as its only gap, if it belongs to another account or to none.</summary>
    public AccountSnapshot? Read(ref JsonCursor cursor)
    {
        var seen = 0UL;
        if (!cursor.EnterFile())
            return null;
        while (cursor.NextMember(Names, ref seen, out var name))
            ReadMember(ref cursor, name);
        if ((seen & 0b1111) == 0)
            return Reject(ref cursor, 0, $"not the answer of get-account-authorization-details: expected {Lists}");
        if (contradictionAt is { } at)
            return Reject(ref cursor, at, contradiction);
        if (account is null)
            return Reject(ref cursor, 0, "no ARN in the file tells the account");
        cursor.Gaps.Account = account;
        details.MarkDoubled();
        return new AccountAssembler(details, library, cursor.Gaps, everyVersion).Assemble(in cursor, account);
    }

    private static AccountSnapshot? Reject(ref JsonCursor cursor, long offset, string reason)
    {
        cursor.Gaps.Replace(cursor.PositionOf(offset), reason);
        return null;
    }

    private void ReadMember(ref JsonCursor cursor, string name)
    {
        switch (name)
        {
            case "UserDetailList":
                ReadPrincipals(ref cursor, name, Users, details.Users);
                break;
            case "GroupDetailList":
                ReadPrincipals(ref cursor, name, Groups, details.Groups);
                break;
            case "RoleDetailList":
                ReadPrincipals(ref cursor, name, Roles, details.Roles);
                break;
            case "Policies":
                ReadPolicies(ref cursor, name);
                break;
            default:
                cursor.Truncation(name);
                break;
        }
    }

    private void ReadPrincipals(ref JsonCursor cursor, string list, PrincipalEntryReader entries, List<PrincipalDraft> principals)
    {
        if (!cursor.EnterList(list))
            return;
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (entries.Read(ref cursor, lists) is not { } principal || !IsNew(ref cursor, principal.Arn!, start))
                continue;
            CheckAccount(principal.Arn!, start);
            principals.Add(principal);
        }
    }

    private void ReadPolicies(ref JsonCursor cursor, string list)
    {
        if (!cursor.EnterList(list))
            return;
        while (cursor.NextElement(list))
        {
            if (policies.Read(ref cursor) is not { } policy || !IsNew(ref cursor, policy.Arn, policy.Offset))
                continue;
            if (!policy.IsAwsManaged)
                CheckAccount(policy.Arn, policy.Offset);
            details.Policies.Add(policy);
        }
    }

    /// <summary>Of two entries with one ARN the first counts as read in part: the second may have denied something.</summary>
    private bool IsNew(ref JsonCursor cursor, string arn, long start)
    {
        var isNew = arns.Add(arn);
        if (!isNew)
        {
            details.Doubled.Add(arn);
            cursor.Fault(start, $"`{JsonWords.Shorten(arn)}` stands twice: nobody knows which entry is in force");
        }

        return isNew;
    }

    private void CheckAccount(string text, long start)
    {
        var owner = Arn.AccountOf(text);
        account ??= SnapshotFolder.IsAccount(owner) ? owner.ToString() : null;
        if (contradictionAt is not null || (account is not null && owner.SequenceEqual(account)))
            return;
        contradictionAt = start;
        contradiction = $"`{JsonWords.Shorten(text)}` does not belong to the account `{account}`";
    }
}
