using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>What one assignment gives to the principals that it names in the same way.</summary>
internal sealed class GrantedAssignment
{
    /// <param name="index">The assignment's place in the file.</param>
    /// <param name="assignment">The assignment.</param>
    /// <param name="profiles">All its profiles, or those that a tag chose.</param>
    /// <param name="namesAccount">Whether it names the principals' account by its number.</param>
    public GrantedAssignment(int index, Assignment assignment, ImmutableArray<ResolvedProfile> profiles, bool namesAccount)
    {
        Assignment = assignment;
        Profiles = profiles;
        NamesAccount = namesAccount;
        Permitted = PermittedActions.Union([.. profiles.Select(profile => profile.Permitted)]);
        Key = $"{index}{(namesAccount ? '!' : ':')}{string.Join(' ', profiles.Select(profile => profile.Id))}\n";
    }

    public Assignment Assignment { get; }

    public ImmutableArray<ResolvedProfile> Profiles { get; }

    public bool NamesAccount { get; }

    public PermittedActions Permitted { get; }

    /// <summary>Tells it from everything else that the assignments of one configuration give.</summary>
    public string Key { get; }

    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Resources => Assignment.Resources;
}
