using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>One request of one principal: what tells its answer apart from others.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Keys">The context keys that a task determines, as <c>key=value</c> in ordinal order; empty for none.</param>
public readonly record struct RequestKey(string Action, string Resource, string Keys)
{
    /// <summary>The key of a request with the context keys that its task determines.</summary>
    public RequestKey(string action, string resource, ImmutableDictionary<string, string>? fixedKeys)
        : this(action, resource, KeysOf(fixedKeys))
    {
    }

    /// <summary>The keys in one text.</summary>
    public static string KeysOf(ImmutableDictionary<string, string>? fixedKeys) => fixedKeys is null or { IsEmpty: true }
        ? ""
        : string.Join('\u001F', fixedKeys.Select(entry => $"{entry.Key.ToLowerInvariant()}={entry.Value}").Order(StringComparer.Ordinal));
}
