namespace Auditor.Pipeline.Collect;

/// <summary>The four lists of an authorization-details file, before references are followed and documents read.</summary>
internal sealed class AuthorizationDetails
{
    public List<PrincipalDraft> Users { get; } = [];

    public List<PrincipalDraft> Groups { get; } = [];

    public List<PrincipalDraft> Roles { get; } = [];

    public List<ManagedPolicyDraft> Policies { get; } = [];

    /// <summary>The ARNs that stand in the file more than once.</summary>
    public HashSet<string> Doubled { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the entries of such ARNs faulty, and groups that cannot be told apart by the name under which users know them.</summary>
    public void MarkDoubled()
    {
        foreach (var draft in Users.Concat(Groups).Concat(Roles).Where(draft => Doubled.Contains(draft.Arn!)))
            draft.IsFaulty = true;
        foreach (var draft in Policies.Where(draft => Doubled.Contains(draft.Arn)))
            draft.IsFaulty = true;
        foreach (var draft in Groups.GroupBy(group => group.Name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).SelectMany(group => group))
            draft.IsFaulty = true;
    }
}
