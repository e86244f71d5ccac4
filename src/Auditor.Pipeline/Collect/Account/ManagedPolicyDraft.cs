using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>A managed policy while it is read. Only the version in force is ever parsed.</summary>
internal sealed class ManagedPolicyDraft
{
    private readonly List<PolicyVersion> versions = [];
    private string arn = "";
    private string? name;
    private string? path;
    private string? defaultVersionId;
    private bool isAwsManaged;
    private bool isDamaged;

    /// <summary>Reads one record; null if it does not tell what it is about.</summary>
    public static ManagedPolicyDraft? Read(ref JsonCursor cursor, ArnCheck arns)
    {
        var position = cursor.Position;
        var faults = cursor.File.FaultCount;
        if (!cursor.EntersObject("Policies"))
            return null;
        var draft = new ManagedPolicyDraft();
        string? arn = null;
        while (cursor.NextMember(out var member))
        {
            if (member == "Arn")
                arn = cursor.Text(member);
            else
                draft.ReadMember(member, ref cursor);
        }

        if (arns.Take(arn, position, mayBeAws: true) is not { } parsed)
            return null;
        draft.arn = arn!;
        draft.isDamaged = cursor.File.FaultCount > faults;
        draft.isAwsManaged = ArnCheck.IsAwsManaged(parsed);
        return draft;
    }

    public ManagedPolicyRecord ToRecord(PolicyReader policies, PolicyLibrary library)
    {
        var inForce = FindInForce();
        return new ManagedPolicyRecord
        {
            Arn = arn,
            Name = name ?? arn[(arn.LastIndexOf('/') + 1)..],
            Path = path ?? ArnPath.Of(arn),
            IsAwsManaged = isAwsManaged,
            DefaultVersionId = inForce.Id ?? defaultVersionId,
            VersionCreateDate = inForce.Created,
            Document = policies.Read(isDamaged ? default : inForce.Document, PolicyType.IdentityBased, arn),
            Library = library,
        };
    }

    /// <summary>The version marked as default; where the marks are missing or contradict each other, the one named as default.</summary>
    private PolicyVersion FindInForce()
    {
        var marked = versions.Where(version => version.IsDefault).ToList();
        return marked.Count == 1
            ? marked[0]
            : versions.FirstOrDefault(version => version.Id is not null && string.Equals(version.Id, defaultVersionId, StringComparison.Ordinal));
    }

    private void ReadMember(string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "PolicyName":
                name = cursor.Text(member);
                break;
            case "Path":
                path = cursor.Text(member);
                break;
            case "DefaultVersionId":
                defaultVersionId = cursor.Text(member);
                break;
            case "PolicyVersionList" when cursor.EntersList(member):
                while (cursor.NextElement())
                    versions.Add(PolicyVersion.Read(ref cursor));
                break;
            default:
                Pages.Skip(member, ref cursor);
                break;
        }
    }

    private readonly record struct PolicyVersion(string? Id, bool IsDefault, DateTimeOffset? Created, DocumentSlice Document)
    {
        public static PolicyVersion Read(ref JsonCursor cursor)
        {
            PolicyVersion version = default;
            if (!cursor.EntersObject("PolicyVersionList"))
                return version;
            while (cursor.NextMember(out var member))
            {
                version = member switch
                {
                    "VersionId" => version with { Id = cursor.Text(member) },
                    "IsDefaultVersion" => version with { IsDefault = cursor.Boolean(member) ?? false },
                    "CreateDate" => version with { Created = cursor.Moment(member) },
                    "Document" => version with { Document = cursor.Document() },
                    _ => version.Skip(member, ref cursor),
                };
            }

            return version;
        }

        private PolicyVersion Skip(string member, ref JsonCursor cursor)
        {
            Pages.Skip(member, ref cursor);
            return this;
        }
    }
}
