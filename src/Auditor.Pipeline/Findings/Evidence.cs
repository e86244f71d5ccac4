using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>A statement that shows what a finding says.</summary>
/// <param name="Policy">The policy, as reports name it.</param>
/// <param name="Version">Its version, or null.</param>
/// <param name="Statement">The statement's label, or null for the whole policy.</param>
/// <param name="Line">Where the statement starts in the document's own text; 0 if unknown.</param>
/// <param name="Column">Likewise.</param>
/// <param name="Text">The statement as written.</param>
public sealed record Evidence(string Policy, string? Version, string? Statement, int Line, int Column, string Text)
{
    /// <summary>Of the place alone: the text, which may be long, hardly ever tells two apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Policy, Line, Column);

    /// <summary>A statement of an identity-based policy or boundary.</summary>
    public static Evidence Of(PolicyReference policy, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(statement);
        return new Evidence(policy.Id, policy.VersionId, statement.Label, statement.Start.Line, statement.Start.Column, statement.Text);
    }
}
