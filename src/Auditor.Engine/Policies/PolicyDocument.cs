using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Policies;

/// <summary>A policy document, read and compiled. Immutable, so one instance may serve every principal that shares the text.</summary>
public sealed class PolicyDocument
{
    // Built on first use; two threads may both build it, and either result serves.
    private DocumentMasks? masks;
    private object? derived;

    // Default of a document that was only looked over, until somebody asks for them.
    private ImmutableArray<Statement> statements;
    private ReadOnlyMemory<byte> source;

    /// <summary>A document with its statements.</summary>
    public PolicyDocument()
    {
    }

    private PolicyDocument(ReadOnlyMemory<byte> source) => this.source = source;

    /// <summary>The type the document was read as.</summary>
    public required PolicyType Type { get; init; }

    /// <summary>True for <c>2012-10-17</c>; only then does <c>${…}</c> stand for a variable.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"/>.</remarks>
    public bool HasVariables { get; init; }

    /// <summary>The statements in document order. An unreadable document is one unreadable statement.</summary>
    public required ImmutableArray<Statement> Statements
    {
        get => statements.IsDefault ? ReadStatements() : statements;
        init => statements = value;
    }

    /// <summary>Errors and remarks in the order they were met.</summary>
    public ImmutableArray<PolicyProblem> Problems { get; init; } = [];

    /// <summary>True if at least one statement is unreadable.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The services that the statements name, as <see cref="ServiceBits"/>: no statement covers an action of any other.</summary>
    private ulong NamedServices { get; init; } = ServiceBits.All;

    /// <summary>True if one thread alone has the document, so that it may be packed.</summary>
    internal bool IsUnshared { get; set; }

    /// <summary>Takes less memory, if one thread alone has the document; what it says stays the same.</summary>
    internal void Pack()
    {
        if (!IsUnshared || statements.IsDefault)
            return;
        source = default;
        foreach (var statement in statements)
            statement.Pack();
    }

    /// <summary>A readable document without remarks, of which only the services are known that it names: it is parsed when somebody asks for its statements.</summary>
    /// <param name="utf8">The document, which nobody may change afterwards.</param>
    /// <param name="type">An identity-based policy or a permissions boundary.</param>
    /// <param name="outline">What is known of it.</param>
    internal static PolicyDocument LookedOver(ReadOnlyMemory<byte> utf8, PolicyType type, DocumentOutline outline) => new(utf8)
    {
        Type = type,
        HasVariables = outline.HasVariables,
        Statements = default,
        NamedServices = outline.Services,
    };

    /// <summary>False if certainly no statement covers an action of one of the services, which is known before the statements are.</summary>
    /// <param name="services">Services as <see cref="ServiceBits"/>.</param>
    internal bool MayNameAny(ulong services) => (NamedServices & services) != 0;

    /// <summary>What the document says to a set of actions. The last set that was asked for is remembered.</summary>
    internal DocumentMasks MasksFor(ActionSet actions) =>
        masks is { } known && known.Actions == actions ? known : masks = DocumentMasks.Of(actions, this);

    /// <summary>What a caller works out of the document, worked out once and kept as long as the document is; of one type at a time.</summary>
    /// <param name="workOut">Gives the same for the same document. Of two threads that ask at once each may call it, and either result serves.</param>
    public T Derive<T>(Func<PolicyDocument, T> workOut)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(workOut);
        if (derived is T known)
            return known;
        var result = workOut(this);
        derived = result;
        return result;
    }

    /// <summary>The readable statements that cover an action, in document order.</summary>
    /// <param name="action">The action, lower case.</param>
    internal IEnumerable<Statement> StatementsOn(string action) => MayNameAny(ActionPatternSet.ServiceBitOf(action))
        ? Statements.Where(statement => !statement.IsUnreadable && statement.CoversAction(action))
        : [];

    private ImmutableArray<Statement> ReadStatements()
    {
        var version = HasVariables ? DocumentParser.VersionWithVariables : DocumentParser.VersionWithoutVariables;
        ImmutableInterlocked.InterlockedInitialize(ref statements, PolicyParser.ParseWhole(source, Type, version).Statements);
        return statements;
    }

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
