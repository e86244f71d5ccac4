using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Account;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Tree;

/// <summary>An organization while its file is read.</summary>
internal sealed class OrganizationDraft(SnapshotFile file, PolicyLibrary library)
{
    private readonly PolicyReader policies = new(library, file);
    private readonly List<OrganizationRoot> roots = [];
    private readonly List<NodeDraft> units = [];
    private readonly Dictionary<string, NodeDraft> accounts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, OrganizationPolicy> organizationPolicies = new(StringComparer.Ordinal);
    private string? id;
    private string? managementAccount;
    private string? featureSet;

    /// <summary>Reads the members of <c>Organization</c>.</summary>
    public void ReadOrganization(ref JsonCursor cursor)
    {
        var position = cursor.Position;
        while (cursor.NextMember(out var member))
        {
            if (member == "Id")
                id = cursor.Text(member);
            else if (member == "MasterAccountId")
                managementAccount = cursor.Text(member);
            else if (member == "FeatureSet")
                featureSet = cursor.Text(member);
            else
                cursor.Skip();
        }

        if (managementAccount is null)
            file.Fault(position, "`Organization` has no `MasterAccountId`, so that the payer is unknown");
    }

    /// <summary>Reads one of the file's lists.</summary>
    public void ReadMember(string name, ref JsonCursor cursor)
    {
        if (name is not ("Roots" or "OrganizationalUnits" or "Accounts" or "Policies"))
        {
            Pages.Skip(name, ref cursor);
            return;
        }

        if (!cursor.EntersList(name))
            return;
        for (var number = 1; cursor.NextElement(); number++)
            ReadElement(name, number, ref cursor);
    }

    public OrganizationSnapshot ToOrganization()
    {
        var tree = new PathFinder(units);
        var placed = accounts.Values.Select(account => new OrganizationAccount
        {
            Id = account.Id!,
            Name = account.Name,
            State = account.State,
            Path = tree.PathOf(account),
        }).ToList();
        foreach (var account in placed.Where(account => account.Path is null))
            file.Add(GapKind.ScpUnreadable, account.Id, default, $"the place of account `{account.Id}` is unknown: expected `ParentId` that leads to the root, or `Paths`");
        return new OrganizationSnapshot
        {
            Id = id,
            ManagementAccount = managementAccount,
            FeatureSet = featureSet,
            Roots = [.. roots],
            OrganizationalUnits = [.. units.Select(unit => new OrganizationalUnit(unit.Id!, unit.Name, unit.ParentId))],
            Accounts = placed.ToImmutableSortedDictionary(account => account.Id, account => account, StringComparer.Ordinal),
            Policies = [.. organizationPolicies.Values],
        };
    }

    private void ReadElement(string list, int number, ref JsonCursor cursor)
    {
        var position = cursor.Position;
        if (list == "Policies")
        {
            if (OrganizationPolicyReader.Read(ref cursor, policies, number) is { } policy && !organizationPolicies.TryAdd(policy.Id, policy))
                file.Fault(position, $"the policy `{Words.Shorten(policy.Id)}` is listed twice");
        }
        else if (list == "Roots")
        {
            if (RootReader.Read(ref cursor) is { } root)
                roots.Add(root);
        }
        else if (NodeDraft.Read(list, ref cursor) is { } node)
        {
            AddNode(list, node, position);
        }
    }

    private void AddNode(string list, NodeDraft node, TextPosition position)
    {
        if (list == "OrganizationalUnits")
            units.Add(node);
        else if (!accounts.TryAdd(node.Id!, node))
            file.Fault(position, $"the account `{Words.Shorten(node.Id!)}` is listed twice");
    }
}
