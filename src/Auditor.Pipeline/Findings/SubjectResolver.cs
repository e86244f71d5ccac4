using System.Buffers;
using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>Finds the one cause behind the same statement in many policies: what a template or a habit put there is the organization's matter.</summary>
public sealed class SubjectResolver
{
    private readonly string organizationId;
    private readonly HashSet<string> shared = new(StringComparer.Ordinal);

    /// <summary>Looks at the statements that name Billing Conductor or its neighbours in customer-written policies.</summary>
    /// <param name="organizationId">The organization's id; the payer's or the only account's where there is none.</param>
    /// <param name="policies">The policies that rules look at.</param>
    public SubjectResolver(string organizationId, IEnumerable<PolicyUse> policies)
    {
        this.organizationId = organizationId;
        var firstHolder = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var policy in policies.Where(policy => policy.Reference.IsCustomerWritten))
        {
            foreach (var statement in policy.Document.Statements)
            {
                var text = Normalize(policy.Reference, statement);
                if (!firstHolder.TryAdd(text, policy.Reference.SubjectKey) && firstHolder[text] != policy.Reference.SubjectKey)
                    shared.Add(text);
            }
        }
    }

    /// <summary>The organization as a subject.</summary>
    public FindingSubject Organization => new("organization", organizationId, organizationId);

    /// <summary>The subject of a finding about a statement of a policy.</summary>
    public FindingSubject Of(PolicyReference policy, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IsCustomerWritten && shared.Contains(Normalize(policy, statement)) ? Organization : Of(policy);
    }

    /// <summary>The subject of a finding about several statements of a policy: the organization only if every one of them is shared.</summary>
    public FindingSubject Of(PolicyReference policy, ImmutableArray<Statement> statements)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IsCustomerWritten && !statements.IsEmpty && statements.All(statement => shared.Contains(Normalize(policy, statement)))
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

    /// <summary>The statement without white space and with the account's id taken out.</summary>
    private static string Normalize(PolicyReference policy, Statement statement)
    {
        var text = statement.Text;
        var kept = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                kept[length++] = character;
        }

        var normal = new string(kept, 0, length);
        ArrayPool<char>.Shared.Return(kept);
        return normal.Replace(policy.Account, "{account}", StringComparison.Ordinal);
    }
}
