using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads one policy of an organization: summary, content and targets.</summary>
internal static class OrganizationPolicyReader
{
    private static readonly MemberNames Names = new("PolicySummary", "Content", "Targets");
    private static readonly MemberNames SummaryNames = new("Id", "Arn", "Name", "Type", "AwsManaged");
    private static readonly MemberNames TargetNames = new("TargetId");

    /// <summary>Reads the object that the cursor has entered; null, with a gap, if nothing tells which policy it is and of what type.</summary>
    public static OrganizationDraft.Policy? Read(ref JsonCursor cursor, long start)
    {
        var policy = new OrganizationDraft.Policy(start);
        var seen = 0UL;
        while (cursor.NextMember(Names, ref seen, out var name))
        {
            policy = name switch
            {
                "PolicySummary" => ReadSummary(ref cursor, name, policy),
                "Content" => policy with { Content = cursor.Document() },
                _ => policy with { Targets = ReadTargets(ref cursor, name) },
            };
        }

        if (policy is { Id: not null, Type: not null })
            return policy;
        cursor.Fault(start, "a policy needs a `PolicySummary` with `Id` and `Type`");
        return null;
    }

    private static OrganizationDraft.Policy ReadSummary(ref JsonCursor cursor, string member, OrganizationDraft.Policy policy)
    {
        if (!cursor.EnterObject(member))
            return policy;
        var seen = 0UL;
        while (cursor.NextMember(SummaryNames, ref seen, out var name))
        {
            policy = name switch
            {
                "Id" => policy with { Id = cursor.Text(name) },
                "Arn" => policy with { Arn = cursor.Text(name) },
                "Name" => policy with { Name = cursor.Text(name) },
                "Type" => policy with { Type = cursor.Text(name) },
                _ => policy with { AwsManaged = cursor.Flag(name) == true },
            };
        }

        return policy;
    }

    /// <summary>The targets; null if the member is not a list or has an error, because then nobody knows.</summary>
    private static ImmutableArray<string>? ReadTargets(ref JsonCursor cursor, string member)
    {
        if (cursor.IsNull)
            return null;
        var faults = cursor.FaultCount;
        var targets = ImmutableArray.CreateBuilder<string>();
        cursor.ForEach(member, (ref JsonCursor at, long start) =>
        {
            string? target = null;
            var seen = 0UL;
            while (at.NextMember(TargetNames, ref seen, out var name))
                target = at.Text(name);
            if (target is null)
                at.Fault(start, "a target has no `TargetId`");
            else
                targets.Add(target);
        });
        return cursor.FaultCount == faults ? targets.ToImmutable() : null;
    }
}
