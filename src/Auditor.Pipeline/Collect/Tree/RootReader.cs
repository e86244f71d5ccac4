using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>Reads one entry of <c>Roots</c>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html"/>.</remarks>
internal static class RootReader
{
    public static OrganizationRoot? Read(ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("Roots"))
            return null;
        string? id = null;
        ImmutableArray<string>? enabled = null;
        while (cursor.NextMember(out var member))
        {
            if (member == "Id")
                id = cursor.Text(member);
            else if (member == "PolicyTypes" && cursor.EntersList(member))
                enabled = ReadEnabled(ref cursor);
            else
                cursor.Skip();
        }

        if (id is not null)
            return new OrganizationRoot(id, enabled);
        cursor.Fault("an entry of `Roots` without `Id`");
        return null;
    }

    private static ImmutableArray<string> ReadEnabled(ref JsonCursor cursor)
    {
        var enabled = ImmutableArray.CreateBuilder<string>();
        while (cursor.NextElement())
        {
            if (!cursor.EntersObject("PolicyTypes"))
                continue;
            string? type = null;
            string? status = null;
            while (cursor.NextMember(out var member))
            {
                if (member == "Type")
                    type = cursor.Text(member);
                else if (member == "Status")
                    status = cursor.Text(member);
                else
                    cursor.Skip();
            }

            if (type is not null && string.Equals(status, "ENABLED", StringComparison.Ordinal))
                enabled.Add(type);
        }

        return enabled.ToImmutable();
    }
}
