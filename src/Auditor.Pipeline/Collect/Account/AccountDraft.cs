using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>An account while its file is read.</summary>
internal sealed class AccountDraft(SnapshotFile file, PolicyLibrary library)
{
    private readonly PolicyReader policies = new(library, file);
    private readonly ArnCheck arns = new(file);
    private readonly ImmutableArray<UserRecord>.Builder users = ImmutableArray.CreateBuilder<UserRecord>();
    private readonly ImmutableArray<RoleRecord>.Builder roles = ImmutableArray.CreateBuilder<RoleRecord>();
    private readonly Dictionary<string, GroupRecord> groups = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ManagedPolicyRecord> managed = new(StringComparer.Ordinal);

    /// <summary>True once one of the answer's four lists was met.</summary>
    public bool HasLists { get; private set; }

    public void ReadMember(string name, ref JsonCursor cursor)
    {
        if (name is not ("UserDetailList" or "GroupDetailList" or "RoleDetailList" or "Policies"))
        {
            Pages.Skip(name, ref cursor);
            return;
        }

        HasLists = true;
        if (!cursor.EntersList(name))
            return;
        while (cursor.NextElement())
            ReadElement(name, ref cursor);
    }

    public AccountSnapshot ToAccount()
    {
        var account = new AccountSnapshot
        {
            Id = file.Account!,
            Partition = arns.Partition ?? "aws",
            IsComplete = file.FaultCount == 0 && !file.IsTruncated,
            Users = users.DrainToImmutable(),
            Groups = groups.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
            Roles = roles.DrainToImmutable(),
            ManagedPolicies = managed.ToImmutableDictionary(StringComparer.Ordinal),
        };
        UnresolvedPolicies.Note(account, file);
        return account;
    }

    private void ReadElement(string list, ref JsonCursor cursor)
    {
        if (list == "Policies")
        {
            if (ManagedPolicyDraft.Read(ref cursor, arns)?.ToRecord(policies, library) is { } policy)
                managed[policy.Arn] = policy;
            return;
        }

        if (HolderDraft.Read(ref cursor, list, arns) is not { } holder)
            return;
        if (list == "UserDetailList")
            users.Add(holder.ToUser(policies));
        else if (list == "RoleDetailList")
            roles.Add(holder.ToRole(policies));
        else
            groups[holder.Name] = holder.ToGroup(policies);
    }

}
