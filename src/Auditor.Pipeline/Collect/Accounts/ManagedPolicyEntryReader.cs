using Auditor.Engine.Arns;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the entries of managed policies.</summary>
internal static class ManagedPolicyEntryReader
{
    private const string List = "Policies";
    private static readonly MemberNames Names = new("PolicyName", "Arn", "Path", "DefaultVersionId", "PolicyVersionList");
    private static readonly MemberNames VersionNames = new("Document", "VersionId", "IsDefaultVersion", "CreateDate");

    /// <summary>Reads the entry at which the cursor stands; null, with a gap, if it has no ARN.</summary>
    public static ManagedPolicyDraft? Read(ref JsonCursor cursor, PolicyLibrary library)
    {
        var start = cursor.Offset;
        var faults = cursor.FaultCount;
        if (!cursor.EnterElement(List))
            return null;
        var (policyName, text, path, defaultId, versions) = ReadMembers(ref cursor, library);
        if (!Arn.TryParse(text, out var arn) || arn.Service != "iam" || !arn.Resource.StartsWith("policy/", StringComparison.Ordinal))
        {
            cursor.Fault(start, $"an entry of `{List}` needs an `Arn` of a policy, not `{JsonWords.Shorten(text ?? "")}`");
            return null;
        }

        var slash = arn.Resource.LastIndexOf('/');
        var inForce = InForce(ref cursor, versions, defaultId, start, text!);
        return new ManagedPolicyDraft
        {
            Arn = text!,
            Name = policyName ?? arn.Resource[(slash + 1)..],
            Path = path ?? arn.Resource["policy".Length..(slash + 1)],
            IsAwsManaged = arn.Account == "aws",
            Versions = versions,
            InForce = inForce,
            Offset = start,
            IsFaulty = cursor.FaultCount > faults,
        };
    }

    private static (string? Name, string? Arn, string? Path, string? DefaultId, List<ManagedPolicyDraft.PolicyVersion>? Versions) ReadMembers(
        ref JsonCursor cursor,
        PolicyLibrary library)
    {
        string? policyName = null, arn = null, path = null, defaultId = null;
        List<ManagedPolicyDraft.PolicyVersion>? versions = null;
        var seen = 0UL;
        while (cursor.NextMember(Names, ref seen, out var name))
        {
            if (name == "PolicyName")
                policyName = cursor.SharedText(name);
            else if (name == "Arn")
                arn = cursor.SharedText(name);
            else if (name == "Path")
                path = cursor.SharedText(name);
            else if (name == "DefaultVersionId")
                defaultId = cursor.SharedText(name);
            else
                ReadVersions(ref cursor, name, versions ??= [], arn is null ? null : library.LikelyOf(arn));
        }

        return (policyName, arn, path, defaultId, versions);
    }

    /// <summary>Which version is in force: the one that says so itself; if none does, the one that the policy names. Negative, with a gap, if that is not one.</summary>
    private static int InForce(
        ref JsonCursor cursor,
        List<ManagedPolicyDraft.PolicyVersion>? versions,
        string? defaultId,
        long start,
        string arn)
    {
        var (count, last) = Find(versions, null);
        if (count == 0 && defaultId is not null)
            (count, last) = Find(versions, defaultId);
        if (versions is null || count != 1)
        {
            cursor.Fault(start, $"`{arn}` has {(count == 0 ? "no version" : $"{count} versions")} with `IsDefaultVersion` true");
            return -1;
        }

        versions[last] = versions[last] with { Id = versions[last].Id ?? defaultId };
        return last;
    }

    /// <summary>How many versions say that they are in force, or, given an id, have it and say nothing; and the last of them.</summary>
    private static (int Count, int Last) Find(List<ManagedPolicyDraft.PolicyVersion>? versions, string? id)
    {
        var (count, last) = (0, -1);
        for (var at = 0; at < versions?.Count; at++)
        {
            if (id is null ? versions[at].IsDefault != true : versions[at].IsDefault is not null || versions[at].Id != id)
                continue;
            count++;
            last = at;
        }

        return (count, last);
    }

    /// <summary>Versions that neither say that they are in force nor have an id by which the policy could name them are left out.</summary>
    private static void ReadVersions(
        ref JsonCursor cursor,
        string list,
        List<ManagedPolicyDraft.PolicyVersion> versions,
        LibraryDocument? likely)
    {
        if (!cursor.EnterList(list))
            return;
        while (cursor.NextElement(list))
        {
            var version = default(ManagedPolicyDraft.PolicyVersion) with { Document = new RawDocument(default, cursor.Offset) };
            if (!cursor.EnterElement(list))
                continue;
            var seen = 0UL;
            while (cursor.NextMember(VersionNames, ref seen, out var name))
            {
                version = name switch
                {
                    "VersionId" => version with { Id = cursor.SharedText(name) },
                    "IsDefaultVersion" => version with { IsDefault = cursor.Flag(name) },
                    "CreateDate" => version with { CreateDate = cursor.Time(name) },
                    _ => version with { Document = cursor.Document(likely) },
                };
            }

            if (version.IsDefault == true || version.Id is not null)
                versions.Add(version);
        }
    }
}
