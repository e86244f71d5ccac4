using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Account;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>
/// Reads one entry of <c>Policies</c>. An entry whose summary is damaged counts as a service control policy of unknown content that
/// may be attached anywhere: leaving it out would turn what it denies into allowed.
/// </summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribePolicy.html"/>.</remarks>
internal static class OrganizationPolicyReader
{
    private const string ServiceControl = "SERVICE_CONTROL_POLICY";
    private const string ResourceControl = "RESOURCE_CONTROL_POLICY";

    /// <summary>Reads one entry; null for a type of policy that has no say in authorization.</summary>
    public static OrganizationPolicy? Read(ref JsonCursor cursor, PolicyReader policies, int number)
    {
        var faults = cursor.File.FaultCount;
        PolicySummary summary = default;
        DocumentSlice content = default;
        ImmutableArray<string>? targets = null;
        var isObject = cursor.EntersObject("Policies");
        while (isObject && cursor.NextMember(out var member))
        {
            if (member == "PolicySummary")
                summary = PolicySummary.Read(ref cursor);
            else if (member == "Content")
                content = cursor.Document();
            else if (member == "Targets")
                targets = ReadTargets(ref cursor);
            else
                Pages.Skip(member, ref cursor);
        }

        if (summary.Id is null || summary.Type is null)
            cursor.Fault($"entry {number} of `Policies` has no `PolicySummary` with `Id` and `Type`");
        if (cursor.File.FaultCount > faults)
            return Damaged(summary, number);
        if (summary.Type is not (ServiceControl or ResourceControl))
            return null;
        var type = summary.Type == ServiceControl ? PolicyType.ServiceControlPolicy : PolicyType.ResourceControlPolicy;
        return Make(summary, type) with { Document = ReadDocument(content, summary, type, policies), Targets = targets };
    }

    private static PolicyDocument? ReadDocument(DocumentSlice content, PolicySummary summary, PolicyType type, PolicyReader policies) =>
        content.IsGiven ? policies.Read(content, type, summary.Arn ?? summary.Id!) : FullAccess.Find(summary.Id!);

    private static OrganizationPolicy? Damaged(PolicySummary summary, int number)
    {
        if (summary.Type is not (null or ServiceControl or ResourceControl))
            return null;
        var type = summary.Type == ResourceControl ? PolicyType.ResourceControlPolicy : PolicyType.ServiceControlPolicy;
        return Make(summary with { Id = summary.Id ?? $"Policies[{number}]" }, type) with
        {
            Document = PolicyDocument.Unread(type, "part of the entry could not be read"),
        };
    }

    private static OrganizationPolicy Make(PolicySummary summary, PolicyType type) => new()
    {
        Id = summary.Id!,
        Arn = summary.Arn ?? summary.Id!,
        Name = summary.Name ?? summary.Id!,
        Type = type,
        AwsManaged = summary.AwsManaged,
    };

    private static ImmutableArray<string>? ReadTargets(ref JsonCursor cursor)
    {
        if (!cursor.EntersList("Targets"))
            return null;
        var targets = ImmutableArray.CreateBuilder<string>();
        while (cursor.NextElement())
        {
            string? target = null;
            var isObject = cursor.EntersObject("Targets");
            while (isObject && cursor.NextMember(out var member))
            {
                if (member == "TargetId")
                    target = cursor.Text(member);
                else
                    cursor.Skip();
            }

            if (target is null)
                cursor.Fault("an entry of `Targets` without `TargetId`");
            else
                targets.Add(target);
        }

        return targets.ToImmutable();
    }
}
