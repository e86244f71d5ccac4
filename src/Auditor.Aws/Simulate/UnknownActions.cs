using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Engine.Catalog;

namespace Auditor.Aws.Simulate;

/// <summary>
/// The actions that AWS's simulator turned out not to take, so that they are not tried again for every principal. AWS does not
/// document what it does with an action that it does not know yet: it may refuse the whole call. Safe from any thread.
/// </summary>
internal sealed class UnknownActions
{
    private readonly ConcurrentDictionary<string, string> reasons = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the action is not asked about; null if it may be.</summary>
    public string? ReasonOf(string action) => reasons.GetValueOrDefault(action);

    public void Add(string action, string reason) => reasons.TryAdd(action, reason);

    /// <summary>Two halves of a list that was refused; where some actions are younger than the rest, they are the suspects.</summary>
    public static (ImmutableArray<string> First, ImmutableArray<string> Second) Split(ImmutableArray<string> actions)
    {
        var youngest = actions.Max(AddedOn);
        var (older, young) = (actions.RemoveAll(action => AddedOn(action) == youngest), actions.RemoveAll(action => AddedOn(action) != youngest));
        return youngest is not null && !older.IsEmpty
            ? (older, young)
            : (actions[..(actions.Length / 2)], actions[(actions.Length / 2)..]);
    }

    private static DateOnly? AddedOn(string action) => ServiceCatalog.Default.FindAction(action)?.Added;
}
