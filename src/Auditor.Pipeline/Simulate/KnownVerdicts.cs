namespace Auditor.Pipeline.Simulate;

/// <summary>The verdicts on one principal that were asked for so far. Safe from any thread.</summary>
internal sealed class KnownVerdicts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Action, string? Type), ActionVerdict> verdicts = new(IgnoringCase.Instance);

    /// <summary>The verdict on an action; null if nobody has asked.</summary>
    /// <param name="action">The action.</param>
    /// <param name="type">The type of resource that it is about; null for those of the action's row.</param>
    public ActionVerdict? Find(string action, string? type)
    {
        lock (gate)
            return verdicts.GetValueOrDefault((action, type));
    }

    /// <summary>Keeps a verdict.</summary>
    /// <param name="action">The action.</param>
    /// <param name="type">The type of resource that it is about; null for those of the action's row.</param>
    /// <param name="verdict">The verdict. Two threads may both have worked it out: it is the same.</param>
    /// <returns>The verdict.</returns>
    public ActionVerdict Add(string action, string? type, ActionVerdict verdict)
    {
        lock (gate)
            return verdicts[(action, type)] = verdict;
    }

    /// <summary>The name of an action is the same in any case.</summary>
    private sealed class IgnoringCase : IEqualityComparer<(string Action, string? Type)>
    {
        public static readonly IgnoringCase Instance = new();

        public bool Equals((string Action, string? Type) left, (string Action, string? Type) right) =>
            string.Equals(left.Action, right.Action, StringComparison.OrdinalIgnoreCase) && string.Equals(left.Type, right.Type, StringComparison.Ordinal);

        public int GetHashCode((string Action, string? Type) key) =>
            HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(key.Action), key.Type);
    }
}
