using System.Collections.Immutable;

namespace Auditor.Engine.Policies;

/// <summary>A policy document, read and compiled. Immutable, so one instance may serve every principal that shares the text.</summary>
public sealed class PolicyDocument
{
    /// <summary>The type the document was read as.</summary>
    public required PolicyType Type { get; init; }

    /// <summary>True for <c>2012-10-17</c>; only then does <c>${…}</c> stand for a variable.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"/>.</remarks>
    public bool HasVariables { get; init; }

    /// <summary>The statements in document order. An unreadable document is one unreadable statement.</summary>
    public required ImmutableArray<Statement> Statements { get; init; }

    /// <summary>Errors and remarks in the order they were met.</summary>
    public ImmutableArray<PolicyProblem> Problems { get; init; } = [];

    /// <summary>True if at least one statement is unreadable.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>A document that was not there to be read: it may allow and may deny anything.</summary>
    /// <param name="type">The type it would have had.</param>
    /// <param name="reason">Why it could not be read.</param>
    public static PolicyDocument Unread(PolicyType type, string reason) => new()
    {
        Type = type,
        Statements = [new Statement { Index = 0, IsUnreadable = true }],
        Problems = [new PolicyProblem(IsError: true, reason, default)],
        IsUnreadable = true,
    };
}
