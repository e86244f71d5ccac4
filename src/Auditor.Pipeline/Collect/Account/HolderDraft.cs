using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>A user, group or role while it is read. Its documents are read last, because a gap names the ARN of their holder.</summary>
internal sealed class HolderDraft
{
    private const string DamagedRecord = "(damaged record)";
    private readonly List<(string Name, DocumentSlice Document)> inline = [];
    private ImmutableArray<AttachedPolicy> attached = [];
    private ImmutableArray<string> groups = [];
    private ImmutableDictionary<string, string> tags = PrincipalRecord.NoTags;
    private string? path;
    private string? name;
    private string? id;
    private string? boundary;
    private DateTimeOffset? created;
    private DateTimeOffset? lastUsed;
    private DocumentSlice trust;
    private bool isDamaged;

    public string Arn { get; private set; } = "";

    public string Name => name ?? Arn[(Arn.LastIndexOf('/') + 1)..];

    /// <summary>Reads one record; null if it does not tell what it is about.</summary>
    public static HolderDraft? Read(ref JsonCursor cursor, string list, ArnCheck arns)
    {
        var position = cursor.Position;
        var faults = cursor.File.FaultCount;
        if (!cursor.EntersObject(list))
            return null;
        var draft = new HolderDraft();
        string? arn = null;
        while (cursor.NextMember(out var member))
        {
            if (member == "Arn")
                arn = cursor.Text(member);
            else
                draft.ReadMember(member, ref cursor);
        }

        draft.isDamaged = cursor.File.FaultCount > faults;
        if (arns.Take(arn, position) is null)
            return null;
        draft.Arn = arn!;
        return draft;
    }

    public UserRecord ToUser(PolicyReader policies) => new()
    {
        Path = Path,
        Name = Name,
        Id = id ?? Arn,
        Arn = Arn,
        CreateDate = created,
        Tags = tags,
        InlinePolicies = Inline(policies),
        AttachedPolicies = attached,
        BoundaryArn = boundary,
        GroupNames = groups,
    };

    public RoleRecord ToRole(PolicyReader policies) => new()
    {
        Path = Path,
        Name = Name,
        Id = id ?? Arn,
        Arn = Arn,
        CreateDate = created,
        Tags = tags,
        InlinePolicies = Inline(policies),
        AttachedPolicies = attached,
        BoundaryArn = boundary,
        TrustPolicy = isDamaged ? Damaged(PolicyType.Trust) : policies.Read(trust, PolicyType.Trust, $"{Arn}#AssumeRolePolicyDocument"),
        LastUsed = lastUsed,
    };

    public GroupRecord ToGroup(PolicyReader policies) => new()
    {
        Path = Path,
        Name = Name,
        Id = id ?? Arn,
        Arn = Arn,
        CreateDate = created,
        InlinePolicies = Inline(policies),
        AttachedPolicies = attached,
    };

    private string Path => path ?? ArnPath.Of(Arn);

    private void ReadMember(string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "Path":
                path = cursor.Text(member);
                break;
            case "UserName" or "GroupName" or "RoleName":
                name = cursor.Text(member);
                break;
            case "UserId" or "GroupId" or "RoleId":
                id = cursor.Text(member);
                break;
            case "CreateDate":
                created = cursor.Moment(member);
                break;
            case "RoleLastUsed":
                lastUsed = HolderMembers.ReadLastUsed(ref cursor);
                break;
            case "AssumeRolePolicyDocument":
                trust = cursor.Document();
                break;
            default:
                ReadAccess(member, ref cursor);
                break;
        }
    }

    private void ReadAccess(string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "UserPolicyList" or "GroupPolicyList" or "RolePolicyList":
                HolderMembers.ReadInline(member, ref cursor, inline);
                break;
            case "AttachedManagedPolicies":
                attached = HolderMembers.ReadAttached(ref cursor);
                break;
            case "PermissionsBoundary":
                boundary = HolderMembers.ReadBoundary(ref cursor);
                break;
            case "GroupList":
                groups = HolderMembers.ReadTexts(member, ref cursor);
                break;
            case "Tags":
                tags = HolderMembers.ReadTags(ref cursor);
                break;
            default:
                Pages.Skip(member, ref cursor);
                break;
        }
    }

    private ImmutableArray<NamedPolicy> Inline(PolicyReader policies)
    {
        var all = inline.Select(policy => new NamedPolicy(policy.Name, policies.Read(policy.Document, PolicyType.IdentityBased, $"{Arn}#{policy.Name}")));
        return isDamaged
            ? [.. all, new NamedPolicy(DamagedRecord, Damaged(PolicyType.IdentityBased))]
            : [.. all];
    }

    private static PolicyDocument Damaged(PolicyType type) => PolicyDocument.Unread(type, "part of the record could not be read");
}
