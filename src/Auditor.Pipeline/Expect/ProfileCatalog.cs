using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>The tasks and profiles that this product knows. Immutable; safe from any thread.</summary>
public sealed class ProfileCatalog
{
    private static readonly Lazy<ProfileCatalog> Embedded = new(ProfileCatalogReader.ReadEmbedded);

    private readonly Dictionary<string, TaskDefinition> _tasks;
    private readonly Dictionary<string, ProfileDefinition> _profiles;

    internal ProfileCatalog(ImmutableArray<TaskDefinition> tasks, ImmutableArray<ProfileDefinition> profiles)
    {
        Tasks = tasks;
        Profiles = profiles;
        _tasks = tasks.ToDictionary(task => task.Id, StringComparer.Ordinal);
        _profiles = profiles.ToDictionary(profile => profile.Id, StringComparer.Ordinal);
    }

    /// <summary>The tasks and profiles of this build, read on first use.</summary>
    public static ProfileCatalog Default => Embedded.Value;

    /// <summary>All tasks: those on Billing Conductor first, then those on the services around it.</summary>
    public ImmutableArray<TaskDefinition> Tasks { get; }

    /// <summary>All profiles: those of Billing Conductor, then the supporting ones, then the auditor's own.</summary>
    public ImmutableArray<ProfileDefinition> Profiles { get; }

    /// <summary>The task with this id (case matters), or null.</summary>
    public TaskDefinition? FindTask(string id) => _tasks.GetValueOrDefault(id);

    /// <summary>The profile with this id (case matters), or null.</summary>
    public ProfileDefinition? FindProfile(string id) => _profiles.GetValueOrDefault(id);

    /// <summary>
    /// The full names, in any case, of all actions that a principal with this profile may hold: needs and companions of its
    /// tasks, those of the console included, and its permits. What is outside is excess. Also for profiles of a configuration.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The profile names a task that does not exist.</exception>
    public FrozenSet<string> Permitted(ProfileDefinition profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.Tasks.Select(id => _tasks[id])
            .SelectMany(task => task.Needs.Concat(task.Companions))
            .Select(action => action.Action)
            .Concat(profile.Permits)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
