using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;

namespace Auditor.Pipeline.Expect;

/// <summary>The built-in profiles and a configuration's own. Immutable; safe from any thread.</summary>
public sealed class ProfileSet
{
    private readonly ProfileCatalog catalog;
    private readonly Dictionary<string, OwnProfile> own;
    private readonly Dictionary<string, ResolvedProfile> resolved;

    /// <summary>
    /// Resolves what the profiles extend. Names that do not exist count for nothing; <see cref="ConfigurationReader"/> reports them.
    /// </summary>
    public ProfileSet(ProfileCatalog catalog, ImmutableArray<OwnProfile> ownProfiles)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        this.catalog = catalog;
        own = ownProfiles.ToDictionary(profile => profile.Id, StringComparer.Ordinal);
        Ids =
        [
            .. catalog.Profiles.Select(profile => profile.Id).Concat(own.Keys)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        resolved = Ids.Select(Resolve).ToDictionary(profile => profile.Id, StringComparer.Ordinal);
    }

    /// <summary>The ids of all profiles, ordinal.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>The profile with this id (case matters), or null.</summary>
    public ResolvedProfile? Find(string id) => resolved.GetValueOrDefault(id);

    private ResolvedProfile Resolve(string id)
    {
        var included = Included(id);
        var builtIn = included.Select(catalog.FindProfile).OfType<ProfileDefinition>().ToList();
        var extensions = included.Select(own.GetValueOrDefault).OfType<OwnProfile>().ToList();
        var tasks = builtIn.SelectMany(profile => profile.Tasks).Concat(extensions.SelectMany(profile => profile.Tasks))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(catalog.FindTask).OfType<TaskDefinition>().ToImmutableArray();
        var (names, patterns) = Split(extensions.SelectMany(profile => profile.Permits));
        var permitted = tasks.SelectMany(task => task.Needs.Concat(task.Companions)).Select(action => action.Action)
            .Concat(builtIn.SelectMany(catalog.Permitted))
            .Concat(names);
        return new ResolvedProfile(id, tasks, new PermittedActions(permitted, patterns));
    }

    /// <summary>The profile and all that it extends, directly or not; a circle ends where it closes.</summary>
    private HashSet<string> Included(string id)
    {
        var included = new HashSet<string>(StringComparer.Ordinal) { id };
        var open = new Stack<string>(included);
        while (open.TryPop(out var next))
        {
            foreach (var extended in own.GetValueOrDefault(next)?.Extends ?? [])
            {
                if (included.Add(extended))
                    open.Push(extended);
            }
        }

        return included;
    }

    /// <summary>Names in AWS's spelling, among them the catalogued actions that a pattern matches; and the patterns themselves.</summary>
    private static (List<string> Names, List<string> Patterns) Split(IEnumerable<string> permits)
    {
        var (names, patterns) = (new List<string>(), new List<string>());
        foreach (var permit in permits)
        {
            var pattern = ActionPattern.Parse(permit);
            if (pattern.HasWildcard)
            {
                patterns.Add(permit);
                names.AddRange(CatalogedActions().Where(name => pattern.Matches(name.ToLowerInvariant())));
            }
            else
            {
                names.Add(ServiceCatalog.Default.FindAction(permit)?.FullName ?? permit);
            }
        }

        return (names, patterns);
    }

    private static IEnumerable<string> CatalogedActions() =>
        ServiceCatalog.Default.Services.Values.SelectMany(service => service.Actions).Select(action => action.FullName);
}
