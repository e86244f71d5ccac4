using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Finds what principals refer to and the account's file does not have.</summary>
internal static class UnresolvedPolicies
{
    public const string NotInFile = "attached, but not in the file";

    /// <summary>One gap for each missing policy and each missing group.</summary>
    public static void Note(AccountSnapshot account, SnapshotFile file)
    {
        foreach (var arn in References(account).Distinct(StringComparer.Ordinal).Where(arn => !account.ManagedPolicies.ContainsKey(arn)))
            file.Add(GapKind.PolicyUnreadable, arn, default, $"{NotInFile}: expected it in `Policies`");
        foreach (var name in account.Users.SelectMany(user => user.GroupNames).Distinct(StringComparer.OrdinalIgnoreCase).Where(name => !account.Groups.ContainsKey(name)))
            file.Add(GapKind.PolicyUnreadable, $"arn:{account.Partition}:iam::{account.Id}:group/{name}", default, "a user is in the group, but it is not in `GroupDetailList`");
    }

    private static IEnumerable<string> References(AccountSnapshot account)
    {
        IEnumerable<PrincipalRecord> principals = [.. account.Users, .. account.Roles];
        var attached = principals.SelectMany(principal => principal.AttachedPolicies).Concat(account.Groups.Values.SelectMany(group => group.AttachedPolicies));
        return attached.Select(policy => policy.Arn).Concat(principals.Select(principal => principal.BoundaryArn).OfType<string>());
    }
}
