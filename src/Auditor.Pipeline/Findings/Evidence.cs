using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>A statement that shows what a finding says. Not for several threads at once until it is part of a finding.</summary>
public sealed record Evidence
{
    private string? text;
    private Statement? source;

    /// <param name="policy">The policy, as reports name it.</param>
    /// <param name="version">Its version, or null.</param>
    /// <param name="statement">The statement's label, or null for the whole policy.</param>
    /// <param name="line">Where the statement starts in the document's own text; 0 if unknown.</param>
    /// <param name="column">Likewise.</param>
    /// <param name="text">The statement as written.</param>
    public Evidence(string policy, string? version, string? statement, int line, int column, string text)
    {
        (Policy, Version, Statement, Line, Column) = (policy, version, statement, line, column);
        this.text = text;
    }

    private Evidence(string policy, string? version, Statement source)
    {
        (Policy, Version, Statement, Line, Column) = (policy, version, source.Label, source.Start.Line, source.Start.Column);
        this.source = source;
    }

    /// <summary>The policy, as reports name it.</summary>
    public string Policy { get; }

    /// <summary>Its version, or null.</summary>
    public string? Version { get; }

    /// <summary>The statement's label, or null for the whole policy.</summary>
    public string? Statement { get; }

    /// <summary>Where the statement starts in the document's own text; 0 if unknown.</summary>
    public int Line { get; }

    /// <summary>Likewise.</summary>
    public int Column { get; }

    /// <summary>The statement as written.</summary>
    public string Text => text ?? source!.ReadText();

    /// <summary>A statement of an identity-based policy or boundary.</summary>
    public static Evidence Of(PolicyReference policy, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(statement);
        return new Evidence(policy.Id, policy.VersionId, statement);
    }

    /// <summary>True if it says what this one says.</summary>
    public bool Equals(Evidence? other) => other is not null
        && (Policy, Version, Statement, Line, Column) == (other.Policy, other.Version, other.Statement, other.Line, other.Column)
        && (IsOfSameStatement(other) || Text == other.Text);

    /// <summary>Of the place alone: the text, which may be long, hardly ever tells two apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Policy, Line, Column);

    /// <summary>True if both are known to have one text, without a look at it.</summary>
    internal bool IsOfSameStatement(Evidence other) => source is not null && ReferenceEquals(source, other.source);

    /// <summary>Reads the text, and lets go of the statement: most drafts' evidence is never shown.</summary>
    internal void Settle() => (text, source) = (Text, null);
}
