using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings.Escalation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Findings;

/// <summary>Everything that rules may look at.</summary>
public sealed record AuditFacts
{
    /// <summary>The moment for which the audit speaks.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The organization, or null if there is none or it was not read.</summary>
    public OrganizationSnapshot? Organization { get; init; }

    /// <summary>True if there may be an organization, and nothing of it was read.</summary>
    public bool IsOrganizationUnread { get; init; }

    /// <summary>True if it is known which accounts belong to the organization: whoever is not among them is somebody else.</summary>
    public bool IsEveryAccountListed { get; init; }

    /// <summary>True if the payer's inventory was read, all of it.</summary>
    public bool IsInventoryKnown { get; init; }

    /// <summary>True if at least a part of the payer's inventory was read.</summary>
    public bool HasInventory { get; init; }

    /// <summary>True if there is no inventory to be read: the payer was read, and has none.</summary>
    public bool IsInventoryAbsent { get; init; }

    /// <summary>The payer's account id, or null if unknown.</summary>
    public string? Payer { get; init; }

    /// <summary>The configuration, or null without one.</summary>
    public Configuration? Configuration { get; init; }

    /// <summary>Principals that may matter, in ordinal order of their ARNs: those that hold, are assigned, hold a policy that a rule looks at, or were active.</summary>
    public required ImmutableArray<AssessedPrincipal> Principals { get; init; }

    /// <summary>Policies that a rule may look at, in ordinal order.</summary>
    public required ImmutableArray<PolicyUse> Policies { get; init; }

    /// <summary>Roles by which somebody outside may come to the payer, in the accounts' order.</summary>
    public required ImmutableArray<TrustingRole> TrustingRoles { get; init; }

    /// <summary>The ways in which principals of the payer can obtain Write actions.</summary>
    public ImmutableArray<EscalationEdge> Escalations { get; init; } = [];

    /// <summary>The ARNs of all roles of Identity Center, those that do not matter too, in the accounts' order.</summary>
    public required ImmutableArray<string> IdentityCenterRoles { get; init; }

    /// <summary>What the payer's activity tells about the use of Billing Conductor.</summary>
    public required PayerUsage Usage { get; init; }

    /// <summary>Which policies are one cause.</summary>
    public required SubjectResolver Subjects { get; init; }

    /// <summary>What could not be read.</summary>
    public required ImmutableArray<Gap> Gaps { get; init; }

    /// <summary>What AWS's simulator answered; nothing unless it was asked.</summary>
    public PrincipalSimulations Simulations { get; init; } = PrincipalSimulations.None;

    /// <summary>Denials that AWS reported, with their explanations; none in an audit, which is not about calls that were made.</summary>
    public ImmutableArray<DenialAnswer> Denials { get; init; } = [];

    /// <summary>The accounts whose principals could be read.</summary>
    public IReadOnlySet<string> AccountsRead { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>What the run before left; null if nothing is remembered.</summary>
    public RunMemory? Before { get; init; }

    /// <summary>True if what is remembered is of a later run, and tells nothing of what is new or gone.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>Who can do what now, by account; empty unless it is to be remembered or compared.</summary>
    public ImmutableArray<AccountMemory> Memories { get; init; } = [];

    /// <summary>The partition, e.g. <c>aws</c>.</summary>
    public required string Partition { get; init; }

    /// <summary>The roles of Identity Center in one account, by ARN.</summary>
    internal ImmutableArray<string> IdentityCenterRolesOf(string account) => [.. identityCenterRoles.Value[account]];

    /// <summary>The assessed principal of a holder; null if the principal was not kept.</summary>
    public AssessedPrincipal? Find(Principal principal) => FindExactly(principal.Arn);

    /// <summary>The assessed principal with this ARN, or whose sessions' ARNs begin like this; null if there is none or it was not kept.</summary>
    public AssessedPrincipal? Find(string arn) =>
        FindExactly(arn) ?? (arn.Contains(":assumed-role/", StringComparison.Ordinal) ? bySessions.Value.GetValueOrDefault(arn) : null);

    private readonly Lazy<Dictionary<string, AssessedPrincipal>> bySessions;
    private readonly Lazy<ILookup<string, string>> identityCenterRoles;

    /// <summary>Facts to be filled in.</summary>
    public AuditFacts()
    {
        bySessions = new Lazy<Dictionary<string, AssessedPrincipal>>(BySessions);
        identityCenterRoles = new Lazy<ILookup<string, string>>(() => IdentityCenterRoles.ToLookup(arn => Arn.TryParse(arn, out var parts) ? parts.Account : "", StringComparer.Ordinal));
    }

    private AssessedPrincipal? FindExactly(string arn)
    {
        var (from, to) = (0, Principals.Length);
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            var order = string.CompareOrdinal(Principals[middle].Principal.Arn, arn);
            if (order == 0)
                return Principals[middle];
            (from, to) = order < 0 ? (middle + 1, to) : (from, middle);
        }

        return null;
    }

    private Dictionary<string, AssessedPrincipal> BySessions()
    {
        var names = new Dictionary<string, AssessedPrincipal>(StringComparer.Ordinal);
        foreach (var assessed in Principals)
        {
            if (assessed.Principal.SessionsArn is { } sessions)
                names.TryAdd(sessions, assessed);
        }

        return names;
    }
}
