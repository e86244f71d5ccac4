using System.Collections.Immutable;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Findings.Rules;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Explain;

/// <summary>Makes findings of denials as an audit makes findings of a snapshot; no other rule has anything to say about them.</summary>
internal static class DenialFindings
{
    public static ImmutableArray<Finding> Of(ImmutableArray<DenialAnswer> answers, AuditFrame frame) => FindingAssembler.Assemble([new CallDenied()], parallelism: 1, facts: new AuditFacts
    {
        AsOf = frame.AsOf,
        Partition = frame.Partition,
        Payer = frame.Payer,
        Principals = [],
        Policies = [],
        TrustingRoles = [],
        IdentityCenterRoles = [],
        Usage = frame.Usage,
        Subjects = new SubjectResolver(frame.OrganizationSubject, []),
        Gaps = [],
        Denials = answers,
    });
}
