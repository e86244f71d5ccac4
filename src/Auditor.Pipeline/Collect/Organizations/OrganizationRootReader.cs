using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads a root with the types of policy that are enabled in it.</summary>
internal static class OrganizationRootReader
{
    private static readonly MemberNames RootNames = new("Id", "PolicyTypes");
    private static readonly MemberNames PolicyTypeNames = new("Type", "Status");

    /// <summary>Reads the object that the cursor has entered.</summary>
    public static void Read(ref JsonCursor cursor, long start, List<OrganizationRoot> roots)
    {
        var faults = cursor.FaultCount;
        string? id = null;
        ImmutableArray<string>? enabled = null;
        var seen = 0UL;
        while (cursor.NextMember(RootNames, ref seen, out var name))
        {
            if (name == "Id")
                id = cursor.Text(name);
            else
                enabled = ReadPolicyTypes(ref cursor, name);
        }

        if (id is null)
            cursor.Fault(start, "a root has no `Id`");
        else
            roots.Add(new OrganizationRoot(id, cursor.FaultCount == faults ? enabled : null));
    }

    /// <summary>The enabled types; null if the member is not a list or has an error, because then nobody knows.</summary>
    private static ImmutableArray<string>? ReadPolicyTypes(ref JsonCursor cursor, string member)
    {
        var faults = cursor.FaultCount;
        if (cursor.IsNull)
            return null;
        var enabled = ImmutableArray.CreateBuilder<string>();
        cursor.ForEach(member, (ref JsonCursor at, long start) =>
        {
            string? type = null, status = null;
            var seen = 0UL;
            while (at.NextMember(PolicyTypeNames, ref seen, out var name))
            {
                if (name == "Type")
                    type = at.Text(name);
                else
                    status = at.Text(name);
            }

            if (type is null || status is null)
                at.Fault(start, "a type of policy needs `Type` and `Status`");
            else if (status == "ENABLED")
                enabled.Add(type);
        });
        return cursor.FaultCount == faults ? enabled.ToImmutable() : null;
    }
}
