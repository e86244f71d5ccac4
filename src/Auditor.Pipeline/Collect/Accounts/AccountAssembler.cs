using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Makes records of what stood in an authorization-details file: takes the documents from the library and looks for references that lead nowhere.</summary>
internal sealed class AccountAssembler(AuthorizationDetails details, PolicyLibrary library, FileGaps gaps, bool everyVersion)
{
    private readonly DocumentReader documents = new(library, gaps);
    private readonly HashSet<string> missingPolicies = new(StringComparer.Ordinal);
    private readonly HashSet<string> missingGroups = new(StringComparer.Ordinal);
    private ImmutableArray<InlinePolicy> unread;
    private PolicyDocument? versionless;

    /// <summary>What an error in an entry hides, the same for all such entries.</summary>
    private ImmutableArray<InlinePolicy> Unread
    {
        get
        {
            if (unread.IsDefault)
                unread = [new InlinePolicy("", documents.OfFaultyEntry(PolicyType.IdentityBased))];
            return unread;
        }
    }

    /// <summary>What stands for the document of a version that has none, the same for all such versions.</summary>
    private PolicyDocument Versionless => versionless ??= PolicyDocument.Unread(PolicyType.IdentityBased, "the version has no document");

    public AccountSnapshot Assemble(scoped in JsonCursor cursor, string account)
    {
        var snapshot = new AccountSnapshot
        {
            Id = account,
            IsRead = true,
            Users = Users(in cursor),
            Groups = Groups(in cursor),
            Roles = Roles(in cursor),
            ManagedPolicies = Policies(in cursor),
        };
        NoteMissing(snapshot);
        return snapshot;
    }

    private ImmutableArray<UserRecord> Users(scoped in JsonCursor cursor)
    {
        var users = ImmutableArray.CreateBuilder<UserRecord>(details.Users.Count);
        foreach (var draft in details.Users)
        {
            users.Add(new UserRecord
            {
                Path = draft.Path!,
                Name = draft.Name!,
                Id = draft.Id!,
                Arn = draft.Arn!,
                CreateDate = draft.CreateDate,
                Tags = draft.Tags,
                InlinePolicies = Inline(in cursor, draft),
                AttachedPolicies = draft.Attached,
                BoundaryArn = draft.BoundaryArn,
                GroupNames = draft.GroupNames,
            });
        }

        return users.MoveToImmutable();
    }

    private ImmutableArray<GroupRecord> Groups(scoped in JsonCursor cursor)
    {
        var groups = ImmutableArray.CreateBuilder<GroupRecord>(details.Groups.Count);
        foreach (var draft in details.Groups)
        {
            groups.Add(new GroupRecord
            {
                Path = draft.Path!,
                Name = draft.Name!,
                Id = draft.Id!,
                Arn = draft.Arn!,
                CreateDate = draft.CreateDate,
                InlinePolicies = Inline(in cursor, draft),
                AttachedPolicies = draft.Attached,
            });
        }

        return groups.MoveToImmutable();
    }

    private ImmutableArray<RoleRecord> Roles(scoped in JsonCursor cursor)
    {
        var roles = ImmutableArray.CreateBuilder<RoleRecord>(details.Roles.Count);
        foreach (var draft in details.Roles)
        {
            roles.Add(new RoleRecord
            {
                Path = draft.Path!,
                Name = draft.Name!,
                Id = draft.Id!,
                Arn = draft.Arn!,
                CreateDate = draft.CreateDate,
                Tags = draft.Tags,
                InlinePolicies = Inline(in cursor, draft),
                AttachedPolicies = draft.Attached,
                BoundaryArn = draft.BoundaryArn,
                TrustPolicy = documents.Read(in cursor, draft.Trust, PolicyType.Trust, draft.Arn!, "trust policy"),
                HasInstanceProfile = draft.HasInstanceProfile,
                LastUsed = draft.LastUsed,
            });
        }

        return roles.MoveToImmutable();
    }

    /// <summary>The embedded policies; what an error in the entry hides may be one more.</summary>
    private ImmutableArray<InlinePolicy> Inline(scoped in JsonCursor cursor, PrincipalDraft draft)
    {
        if (draft.Inline is null)
            return draft.IsFaulty ? Unread : [];
        var policies = ImmutableArray.CreateBuilder<InlinePolicy>(draft.Inline.Count + 1);
        foreach (var (name, raw) in draft.Inline)
            policies.Add(new InlinePolicy(name, documents.Read(in cursor, raw, PolicyType.IdentityBased, draft.Arn!, name)));
        if (draft.IsFaulty)
            policies.AddRange(Unread);
        return policies.DrainToImmutable();
    }

    private Dictionary<string, ManagedPolicyRecord> Policies(scoped in JsonCursor cursor)
    {
        var boundaries = details.Users.Concat(details.Roles).Select(draft => draft.BoundaryArn).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var policies = new Dictionary<string, ManagedPolicyRecord>(details.Policies.Count, StringComparer.Ordinal);
        foreach (var draft in details.Policies)
        {
            policies.Add(draft.Arn, new ManagedPolicyRecord
            {
                Arn = draft.Arn,
                Name = draft.Name,
                Path = draft.Path,
                IsAwsManaged = draft.IsAwsManaged,
                DefaultVersionId = draft.Default?.Id,
                ExpendableVersionId = draft.ExpendableVersionId,
                VersionCreateDate = draft.Default?.CreateDate,
                Document = Read(in cursor, draft, PolicyType.IdentityBased),
                Boundary = boundaries.Contains(draft.Arn) ? Read(in cursor, draft, PolicyType.PermissionsBoundary) : null,
                OtherVersions = everyVersion && !draft.IsAwsManaged ? Others(draft) : [],
            });
        }

        return policies;
    }

    /// <summary>The versions that are not in force and have an id.</summary>
    private ImmutableArray<PolicyVersionRecord> Others(ManagedPolicyDraft draft)
    {
        var inForce = draft.Default?.Id;
        var others = ImmutableArray.CreateBuilder<PolicyVersionRecord>(draft.Versions.Length);
        foreach (var version in draft.Versions)
        {
            if (version.Id is { } id && id != inForce)
                others.Add(new PolicyVersionRecord(id, version.Document.IsMissing ? Versionless : documents.Get(version.Document, PolicyType.IdentityBased)));
        }

        return others.DrainToImmutable();
    }

    private PolicyDocument Read(scoped in JsonCursor cursor, ManagedPolicyDraft draft, PolicyType type) =>
        draft.IsFaulty || draft.Default is not { } version
            ? documents.OfFaultyEntry(type)
            : draft.IsAwsManaged && type == PolicyType.IdentityBased ? documents.ReadOfAws(in cursor, draft)
            : documents.Read(in cursor, version.Document, type, draft.Arn);

    /// <summary>Policies and groups that principals name and the file lacks: one gap each, however many name it.</summary>
    private void NoteMissing(AccountSnapshot snapshot)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in snapshot.Groups.Where(group => !groups.Add(group.Name)))
            gaps.Add(GapKind.PolicyUnreadable, group.Arn, default, $"another group is named `{JsonWords.Shorten(group.Name)}` too: nobody knows which one users belong to");
        foreach (var draft in details.Users.Concat(details.Groups).Concat(details.Roles))
        {
            foreach (var policy in draft.Attached)
                NoteMissing(snapshot, policy.Arn);
            if (draft.BoundaryArn is not null)
                NoteMissing(snapshot, draft.BoundaryArn);

            foreach (var name in draft.GroupNames)
            {
                if (!groups.Contains(name) && missingGroups.Add(name))
                    gaps.Add(GapKind.PolicyUnreadable, name, default, $"users belong to the group `{name}`, which is not in `GroupDetailList`");
            }
        }
    }

    private void NoteMissing(AccountSnapshot snapshot, string policyArn)
    {
        if (!snapshot.ManagedPolicies.ContainsKey(policyArn) && missingPolicies.Add(policyArn))
            gaps.Add(GapKind.PolicyUnreadable, policyArn, default, $"`{policyArn}` is attached or is a boundary, but is not in `Policies`");
    }
}
