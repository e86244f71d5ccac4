using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>What a policy of the organization is, apart from its content.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html"/>.</remarks>
internal readonly record struct PolicySummary(string? Id, string? Arn, string? Name, string? Type, bool AwsManaged)
{
    public static PolicySummary Read(ref JsonCursor cursor)
    {
        PolicySummary summary = default;
        if (!cursor.EntersObject("PolicySummary"))
            return summary;
        while (cursor.NextMember(out var member))
            summary = summary.With(member, ref cursor);
        return summary;
    }

    private PolicySummary With(string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "Id":
                return this with { Id = cursor.Text(member) };
            case "Arn":
                return this with { Arn = cursor.Text(member) };
            case "Name":
                return this with { Name = cursor.Text(member) };
            case "Type":
                return this with { Type = cursor.Text(member) };
            case "AwsManaged":
                return this with { AwsManaged = cursor.Boolean(member) ?? false };
            default:
                cursor.Skip();
                return this;
        }
    }
}
