using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>Finds the one cause behind the same statement in many policies: what a template or a habit put there is the organization's matter.</summary>
public sealed class SubjectResolver
{
    private readonly string organizationId;
    private readonly HashSet<UInt128> shared;

    /// <summary>Looks at the statements that name Billing Conductor or its neighbours in customer-written policies.</summary>
    /// <param name="organizationId">The organization's id; the payer's or the only account's where there is none.</param>
    /// <param name="marks">The statements of the policies that rules look at.</param>
    public SubjectResolver(string organizationId, IEnumerable<StatementMark> marks)
        : this(organizationId, marks, [])
    {
    }

    /// <summary>The same where an earlier run may have seen more.</summary>
    /// <param name="organizationId">The organization's id; the payer's or the only account's where there is none.</param>
    /// <param name="marks">The statements of the policies that rules look at.</param>
    /// <param name="known">Statements that count as shared, whoever has them now: the policies of some accounts may be out of sight.</param>
    public SubjectResolver(string organizationId, IEnumerable<StatementMark> marks, IEnumerable<UInt128> known)
    {
        ArgumentNullException.ThrowIfNull(marks);
        this.organizationId = organizationId;
        shared = [.. known];
        var firstHolder = new Dictionary<UInt128, UInt128>();
        foreach (var mark in marks)
        {
            if (!firstHolder.TryAdd(mark.Text, mark.Holder) && firstHolder[mark.Text] != mark.Holder)
                shared.Add(mark.Text);
        }
    }

    /// <summary>The statements that several policies have, by <see cref="StatementMark.TextOf"/>, in ascending order.</summary>
    internal ImmutableArray<UInt128> Shared => [.. shared.Order()];

    /// <summary>The organization as a subject.</summary>
    public FindingSubject Organization => FindingSubject.OfOrganization(organizationId);

    /// <summary>The subject of a finding about a statement of a policy.</summary>
    public FindingSubject Of(PolicyReference policy, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IsCustomerWritten && shared.Contains(StatementMark.TextOf(policy, statement)) ? Organization : Of(policy);
    }

    /// <summary>The subject of a finding about several statements of a policy: the organization only if every one of them is shared.</summary>
    public FindingSubject Of(PolicyReference policy, ImmutableArray<Statement> statements)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IsCustomerWritten && !statements.IsEmpty && statements.All(statement => shared.Contains(StatementMark.TextOf(policy, statement)))
            ? Organization
            : Of(policy);
    }

    /// <summary>The policy itself as a subject.</summary>
    public static FindingSubject Of(PolicyReference policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new FindingSubject("policy", policy.SubjectKey, policy.Id);
    }

    /// <summary>A principal as a subject.</summary>
    public static FindingSubject Of(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return new FindingSubject("principal", principal.SubjectKey, principal.Arn);
    }
}
