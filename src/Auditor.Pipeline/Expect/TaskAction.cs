using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>An action that a task needs, and on what.</summary>
/// <param name="Action">The full name, e.g. `billingconductor:AssociateAccounts`.</param>
public sealed record TaskAction(string Action)
{
    /// <summary>
    /// The resource types of the action's service on which it is authorized; with several, it is needed on each of them.
    /// Empty, where <see cref="ArnTemplate"/> is null, means the resource `*`.
    /// </summary>
    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    /// <summary>
    /// The ARN on which an action is authorized whose service is not catalogued, with the placeholders `${Partition}` and
    /// `${Account}`; a final `*` stands for any resource of that form, of which one suffices. Null for all others.
    /// </summary>
    public string? ArnTemplate { get; init; }

    /// <summary>The context keys that have the same value whenever this task uses the action.</summary>
    public ImmutableArray<FixedContextValue> Context { get; init; } = [];

    /// <summary>Whether only the console calls it: required of a principal that uses the console, permitted for all others.</summary>
    public bool ConsoleOnly { get; init; }

    /// <summary>The name of a role in the payer whose existence makes the action needless, or null.</summary>
    public string? UnlessRoleExists { get; init; }

    /// <summary>The service prefix, e.g. `billingconductor`.</summary>
    public string Service { get; } = Action[..Action.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The ARN template with partition and account filled in, or null if there is none.</summary>
    public string? ArnOf(string partition, string account) =>
        ArnTemplate?.Replace("${Partition}", partition, StringComparison.Ordinal).Replace("${Account}", account, StringComparison.Ordinal);
}
