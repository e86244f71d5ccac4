using Auditor.Engine.Arns;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the entries of managed policies. Not for several threads at once.</summary>
/// <param name="library">Knows what AWS's own policies are likely to say.</param>
/// <param name="everyVersion">Whether versions that are not in force are wanted too.</param>
internal sealed class ManagedPolicyEntryReader(PolicyLibrary library, bool everyVersion)
{
    private const string List = "Policies";

    // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; this one cannot be raised.
    private const int MostVersions = 5;
    private static readonly MemberNames Names = new("PolicyName", "Arn", "Path", "DefaultVersionId", "PolicyVersionList");
    private static readonly MemberNames VersionNames = new("Document", "VersionId", "IsDefaultVersion", "CreateDate");

    // Those of the entry at hand.
    private readonly List<ManagedPolicyDraft.PolicyVersion> versions = [];
    private RawDocument versionList;

    /// <summary>Reads the entry at which the cursor stands; null, with a gap, if it has no ARN.</summary>
    public ManagedPolicyDraft? Read(ref JsonCursor cursor)
    {
        var start = cursor.Offset;
        var faults = cursor.FaultCount;
        if (!cursor.EnterElement(List))
            return null;
        var (policyName, text, path, defaultId) = ReadMembers(ref cursor);
        var resource = Arn.ResourceOf(text, "iam");
        if (!resource.StartsWith("policy/", StringComparison.Ordinal))
        {
            cursor.Fault(start, $"an entry of `{List}` needs an `Arn` of a policy, not `{JsonWords.Shorten(text ?? "")}`");
            return null;
        }

        var slash = resource.LastIndexOf('/');
        var inForce = InForce(ref cursor, defaultId, start, text!);
        return new ManagedPolicyDraft
        {
            Arn = text!,
            Name = policyName ?? resource[(slash + 1)..].ToString(),
            Path = path ?? resource["policy".Length..(slash + 1)].ToString(),
            IsAwsManaged = Arn.AccountOf(text!) is "aws",
            Versions = everyVersion ? [.. versions] : [],
            Default = inForce < 0 ? null : versions[inForce],
            ExpendableVersionId = inForce < 0 || versions.Count < MostVersions ? null : OldestBut(inForce),
            VersionList = versionList,
            Offset = start,
            IsFaulty = cursor.FaultCount > faults,
        };
    }

    private (string? Name, string? Arn, string? Path, string? DefaultId) ReadMembers(ref JsonCursor cursor)
    {
        string? policyName = null, arn = null, path = null, defaultId = null;
        versions.Clear();
        versionList = default;
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
                ReadVersions(ref cursor, name, arn is null ? null : library.LikelyOf(arn));
        }

        return (policyName, arn, path, defaultId);
    }

    /// <summary>Which version is in force: the one that says so itself; if none does, the one that the policy names. Negative, with a gap, if that is not one.</summary>
    private int InForce(ref JsonCursor cursor, string? defaultId, long start, string arn)
    {
        var (count, last) = Find(null);
        if (count == 0 && defaultId is not null)
            (count, last) = Find(defaultId);
        if (count != 1)
        {
            cursor.Fault(start, $"`{arn}` has {(count == 0 ? "no version" : $"{count} versions")} with `IsDefaultVersion` true");
            return -1;
        }

        versions[last] = versions[last] with { Id = versions[last].Id ?? defaultId };
        return last;
    }

    /// <summary>The id of the oldest version but this one: AWS counts them up and gives no number twice.</summary>
    private string? OldestBut(int inForce) => versions.Where((_, at) => at != inForce).Select(version => version.Id).OfType<string>()
        .OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>How many versions say that they are in force, or, given an id, have it and say nothing; and the last of them.</summary>
    private (int Count, int Last) Find(string? id)
    {
        var (count, last) = (0, -1);
        for (var at = 0; at < versions.Count; at++)
        {
            if (id is null ? versions[at].IsDefault != true : versions[at].IsDefault is not null || versions[at].Id != id)
                continue;
            count++;
            last = at;
        }

        return (count, last);
    }

    /// <summary>Versions that neither say that they are in force nor have an id by which the policy could name them are left out.</summary>
    private void ReadVersions(ref JsonCursor cursor, string list, LikelyPolicy? likely)
    {
        if (likely is not null && cursor.LikelyVersions(likely) is { } known)
        {
            versions.Add(likely.Version with { Document = known });
            return;
        }

        var (start, faults, count) = (cursor.Offset, cursor.FaultCount, 0);
        if (!cursor.EnterList(list))
            return;
        for (; cursor.NextElement(list); count++)
        {
            if (ReadVersion(ref cursor, list, likely?.Document) is { } version)
                versions.Add(version);
        }

        if (count == 1 && cursor.FaultCount == faults && versions is [{ IsDefault: true, Id: not null, CreateDate: not null, Document.IsMissing: false }])
            versionList = new RawDocument(cursor.From(start), start);
    }

    private static ManagedPolicyDraft.PolicyVersion? ReadVersion(ref JsonCursor cursor, string list, LibraryDocument? likely)
    {
        var version = default(ManagedPolicyDraft.PolicyVersion) with { Document = new RawDocument(default, cursor.Offset) };
        if (!cursor.EnterElement(list))
            return null;
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

        return version.IsDefault == true || version.Id is not null ? version : null;
    }
}
