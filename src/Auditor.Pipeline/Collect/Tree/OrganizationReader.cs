using System.Text.Json;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>Reads <c>organization.json</c>: Organizations' describe and list calls, merged into one object.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html"/>.</remarks>
internal sealed class OrganizationReader(PolicyLibrary library)
{
    /// <summary>What the file told.</summary>
    public OrganizationKnowledge Knowledge { get; private set; } = OrganizationKnowledge.Unreadable;

    public OrganizationSnapshot? Read(ref JsonCursor cursor)
    {
        if (!cursor.EntersRoot("an object with `Organization`"))
            return null;
        var draft = new OrganizationDraft(cursor.File, library);
        var knowledge = OrganizationKnowledge.Unreadable;
        while (cursor.NextMember(out var member))
        {
            if (member == "Organization")
                knowledge = cursor.Token == JsonTokenType.Null ? OrganizationKnowledge.Standalone : ReadOrganization(draft, ref cursor);
            else
                draft.ReadMember(member, ref cursor);
        }

        if (knowledge == OrganizationKnowledge.Unreadable)
            cursor.File.Refuse(cursor.File.PositionOf(0), "expected an object with `Organization`, which is an object, or null without an organization");
        Knowledge = knowledge;
        return knowledge == OrganizationKnowledge.Known ? draft.ToOrganization() : null;
    }

    private static OrganizationKnowledge ReadOrganization(OrganizationDraft draft, ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("Organization"))
            return OrganizationKnowledge.Unreadable;
        draft.ReadOrganization(ref cursor);
        return OrganizationKnowledge.Known;
    }
}
