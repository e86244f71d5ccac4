using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads <c>organization.json</c>.</summary>
/// <remarks>Source: AWS CLI, <see href="https://docs.aws.amazon.com/cli/latest/reference/organizations/"/>, merged into one object.</remarks>
internal sealed class OrganizationReader(PolicyLibrary library)
{
    private static readonly MemberNames Names =
        new("Organization", "Roots", "OrganizationalUnits", "Accounts", "Policies", "IsTruncated", "NextToken", "Marker");

    private static readonly MemberNames OrganizationNames = new("Id", "MasterAccountId", "FeatureSet");
    private static readonly MemberNames UnitNames = new("Id", "Name", "ParentId");
    private static readonly MemberNames AccountNames = new("Id", "Name", "State", "Status", "ParentId", "Paths");

    private readonly OrganizationDraft draft = new();

    /// <summary>Reads the file; null if it holds no object.</summary>
    public OrganizationReading? Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterFile())
            return null;
        var seen = 0UL;
        while (NextMember(ref cursor, ref seen, out var name))
            ReadMember(ref cursor, name);
        if (draft is { IsStandalone: true, IsInDoubt: true })
            return null;
        if (draft.IsStandalone == true)
            return new OrganizationReading(OrganizationKnowledge.Standalone, null);
        if (draft.IsStandalone is null)
            cursor.Fault(0, "expected the member `Organization`, the answer of describe-organization");
        if (draft.IsStandalone is null && draft.Accounts.Count == 0)
            return null;
        return new OrganizationReading(OrganizationKnowledge.Known, new OrganizationAssembler(draft, library, cursor.Gaps).Assemble(in cursor));
    }

    /// <summary>Of a member that stands twice the second does not count: nobody knows what it would have said about policies.</summary>
    private bool NextMember(ref JsonCursor cursor, ref ulong seen, out string name)
    {
        var faults = cursor.FaultCount;
        var isMember = cursor.NextMember(Names, ref seen, out name);
        draft.IsInDoubt |= cursor.FaultCount > faults;
        return isMember;
    }

    private void ReadMember(ref JsonCursor cursor, string name)
    {
        switch (name)
        {
            case "Organization":
                ReadOrganization(ref cursor, name);
                break;
            case "Roots":
                cursor.ForEach(name, (ref JsonCursor at, long start) => OrganizationRootReader.Read(ref at, start, draft.Roots));
                break;
            case "OrganizationalUnits":
                cursor.ForEach(name, ReadUnit);
                break;
            case "Accounts":
                cursor.ForEach(name, ReadAccount);
                break;
            case "Policies":
                ReadPolicies(ref cursor, name);
                break;
            default:
                draft.IsInDoubt |= cursor.Truncation(name);
                break;
        }
    }

    private void ReadPolicies(ref JsonCursor cursor, string member)
    {
        var faults = cursor.FaultCount;
        draft.HasPolicies = !cursor.IsNull;
        cursor.ForEach(member, (ref JsonCursor at, long start) =>
        {
            if (OrganizationPolicyReader.Read(ref at, start) is { } policy)
                draft.Policies.Add(policy);
        });
        draft.ArePoliciesFaulty = cursor.FaultCount > faults;
    }

    private void ReadOrganization(ref JsonCursor cursor, string member)
    {
        if (cursor.IsNull)
            draft.IsStandalone = true;
        if (!cursor.EnterObject(member))
            return;
        draft.IsStandalone = false;
        var seen = 0UL;
        while (cursor.NextMember(OrganizationNames, ref seen, out var name))
        {
            if (name == "Id")
                draft.Id = cursor.Text(name);
            else if (name == "FeatureSet")
                draft.FeatureSet = cursor.Text(name);
            else
                draft.ManagementAccount = ReadAccountId(ref cursor, name);
        }
    }

    private static string? ReadAccountId(ref JsonCursor cursor, string member)
    {
        var offset = cursor.Offset;
        var id = cursor.Text(member);
        if (id is null || SnapshotFolder.IsAccount(id))
            return id;
        cursor.Fault(offset, $"`{member}` must be an account id of twelve digits, not `{JsonWords.Shorten(id)}`");
        return null;
    }

    private void ReadUnit(ref JsonCursor cursor, long start)
    {
        string? id = null, unitName = null, parent = null;
        var seen = 0UL;
        while (cursor.NextMember(UnitNames, ref seen, out var name))
        {
            if (name == "Id")
                id = cursor.Text(name);
            else if (name == "Name")
                unitName = cursor.Text(name);
            else
                parent = cursor.Text(name);
        }

        if (id is null)
            cursor.Fault(start, "an organizational unit has no `Id`");
        else
            draft.Units.Add(new OrganizationalUnit(id, unitName ?? id, parent));
    }

    private void ReadAccount(ref JsonCursor cursor, long start)
    {
        var account = new OrganizationDraft.Account(start);
        var seen = 0UL;
        while (cursor.NextMember(AccountNames, ref seen, out var name))
        {
            account = name switch
            {
                "Id" => account with { Id = cursor.Text(name) },
                "Name" => account with { Name = cursor.Text(name) },
                "State" => account with { State = cursor.Text(name) },
                "Status" => account with { Status = cursor.Text(name) },
                "ParentId" => account with { ParentId = cursor.Text(name) },
                _ => account with { Paths = cursor.Texts(name) },
            };
        }

        if (account.Id is null || !SnapshotFolder.IsAccount(account.Id))
            cursor.Fault(start, $"an account needs an `Id` of twelve digits, not `{JsonWords.Shorten(account.Id ?? "")}`");
        else
            draft.Accounts.Add(account);
    }
}
