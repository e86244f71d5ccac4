using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Makes records of what stood in an organization file: gives accounts their places, and takes the documents from the library.</summary>
internal sealed class OrganizationAssembler(OrganizationDraft draft, PolicyLibrary library, FileGaps gaps)
{
    /// <summary>The gap of an organization that does not name its payer, which somebody may name elsewhere.</summary>
    public const string PayerUnknown = "`Organization` has no `MasterAccountId`: nobody knows which account is the payer";

    private static readonly ReadOnlyMemory<byte> FullAccess =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"u8.ToArray();

    private static readonly ReadOnlyMemory<byte> FullAccessToResources =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"u8.ToArray();

    private const string NoPolicies = "the member `Policies` is not in the snapshot, and nothing says that their type is not enabled";

    /// <summary>Stands for entries with an error: a service control policy that may say anything and bind anyone.</summary>
    private static readonly OrganizationPolicy UnknownPolicy =
        new() { Id = "Policies", Arn = "Policies", Name = "entries of Policies with an error", Type = PolicyType.ServiceControlPolicy };

    /// <summary>Stand for a list that is not there: policies of both types that may say anything and bind anyone, unless the root says that the type is not enabled.</summary>
    private static readonly ImmutableArray<OrganizationPolicy> MissingPolicies =
    [
        new() { Id = "Policies (SERVICE_CONTROL_POLICY)", Arn = "Policies", Name = "Policies", Doubt = NoPolicies, Type = PolicyType.ServiceControlPolicy },
        new() { Id = "Policies (RESOURCE_CONTROL_POLICY)", Arn = "Policies", Name = "Policies", Doubt = NoPolicies, Type = PolicyType.ResourceControlPolicy },
    ];

    private readonly DocumentReader documents = new(library, gaps);

    public OrganizationSnapshot Assemble(scoped in JsonCursor cursor)
    {
        if (draft.IsStandalone == false && draft.ManagementAccount is null)
            gaps.AddFile(cursor.PositionOf(0), PayerUnknown);
        return new OrganizationSnapshot
        {
            Id = draft.Id,
            ManagementAccount = draft.ManagementAccount,
            FeatureSet = draft.FeatureSet,
            Roots = [.. draft.Roots],
            OrganizationalUnits = [.. draft.Units],
            Accounts = Accounts(in cursor),
            Policies = Policies(in cursor),
        };
    }

    private ImmutableSortedDictionary<string, OrganizationAccount> Accounts(scoped in JsonCursor cursor)
    {
        var places = new AccountPlaces(draft.Units);
        var accounts = ImmutableSortedDictionary.CreateBuilder<string, OrganizationAccount>(StringComparer.Ordinal);
        foreach (var account in draft.Accounts)
        {
            var id = account.Id!;
            var path = places.Of(account);
            if (accounts.TryGetValue(id, out var first))
            {
                NoteSecond(cursor.PositionOf(account.Offset), id);
                if (!(first.Path ?? []).SequenceEqual(path ?? []))
                    accounts[id] = first with { Path = null };
                continue;
            }

            if (path is null)
                gaps.Add(GapKind.ScpUnreadable, id, cursor.PositionOf(account.Offset), $"neither `ParentId` nor `Paths` of `{id}` leads to a root", id);
            accounts.Add(id, new OrganizationAccount(id, account.Name ?? id, account.State ?? account.Status, path));
        }

        return accounts.ToImmutable();
    }

    /// <summary>Two entries that place the account differently leave its place unknown, and with it the policies that bind it.</summary>
    private void NoteSecond(TextPosition position, string id) =>
        gaps.Add(GapKind.ScpUnreadable, id, position, $"the account `{id}` stands twice; its place is unknown unless both entries agree on it", id);

    private ImmutableArray<OrganizationPolicy> Policies(scoped in JsonCursor cursor)
    {
        var policies = new SortedDictionary<string, OrganizationPolicy>(StringComparer.Ordinal);
        foreach (var policy in draft.Policies)
        {
            if (TypeOf(policy.Type!) is { } type && !policies.TryAdd(policy.Id!, ToPolicy(in cursor, policy, policy.Id!, type)))
                NoteSecondPolicy(cursor.PositionOf(policy.Offset), policy.Id!);
        }

        if (draft.ArePoliciesFaulty || draft.IsInDoubt)
            policies.TryAdd(UnknownPolicy.Id, UnknownPolicy);
        foreach (var policy in draft.HasPolicies ? [] : MissingPolicies)
            policies.TryAdd(policy.Id, policy);
        return [.. policies.Values];
    }

    /// <summary>The second entry may deny something, or stand for other targets.</summary>
    private void NoteSecondPolicy(TextPosition position, string id)
    {
        draft.ArePoliciesFaulty = true;
        gaps.AddFile(position, $"the policy `{JsonWords.Shorten(id)}` stands twice: nobody knows which entry is in force");
    }

    private OrganizationPolicy ToPolicy(scoped in JsonCursor cursor, OrganizationDraft.Policy policy, string id, PolicyType type) => new()
    {
        Id = id,
        Arn = policy.Arn ?? id,
        Name = policy.Name ?? id,
        Type = type,
        AwsManaged = policy.AwsManaged,
        Document = policy.Content.IsMissing ? FullAccessOf(id, type) : documents.Read(in cursor, policy.Content, type, policy.Arn ?? id),
        Targets = policy.Targets,
    };

    /// <summary>AWS's own policies are known without being read.</summary>
    private PolicyDocument? FullAccessOf(string id, PolicyType type) => id switch
    {
        "p-FullAWSAccess" when type == PolicyType.ServiceControlPolicy => library.Get(FullAccess, type),
        "p-RCPFullAWSAccess" when type == PolicyType.ResourceControlPolicy => library.Get(FullAccessToResources, type),
        _ => null,
    };

    private static PolicyType? TypeOf(string type) => type switch
    {
        "SERVICE_CONTROL_POLICY" => PolicyType.ServiceControlPolicy,
        "RESOURCE_CONTROL_POLICY" => PolicyType.ResourceControlPolicy,
        _ => null,
    };
}
