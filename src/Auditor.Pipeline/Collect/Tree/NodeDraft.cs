using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Account;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>An organizational unit or an account while the file is read.</summary>
internal sealed class NodeDraft
{
    private string? state;
    private string? status;

    public string? Id { get; private set; }

    public string? Name { get; private set; }

    public string? ParentId { get; private set; }

    public string? State => state ?? status;

    /// <summary>Paths as Organizations writes them; of a unit at most one.</summary>
    public ImmutableArray<string> Paths { get; private set; } = [];

    /// <summary>Reads one; null without an id.</summary>
    public static NodeDraft? Read(string list, ref JsonCursor cursor)
    {
        if (!cursor.EntersObject(list))
            return null;
        var node = new NodeDraft();
        while (cursor.NextMember(out var member))
            node.ReadMember(member, ref cursor);
        if (node.Id is not null)
            return node;
        cursor.Fault($"an entry of `{list}` without `Id`");
        return null;
    }

    private void ReadMember(string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "Id":
                Id = cursor.Text(member);
                break;
            case "Name":
                Name = cursor.Text(member);
                break;
            case "ParentId":
                ParentId = cursor.Text(member);
                break;
            case "State":
                state = cursor.Text(member);
                break;
            case "Status":
                status = cursor.Text(member);
                break;
            case "Paths":
                Paths = HolderMembers.ReadTexts(member, ref cursor);
                break;
            case "Path" when cursor.Text(member) is { } path:
                Paths = [path];
                break;
            default:
                Pages.Skip(member, ref cursor);
                break;
        }
    }
}
