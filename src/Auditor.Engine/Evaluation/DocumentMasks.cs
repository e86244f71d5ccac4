using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Evaluation;

/// <summary>What a policy document says to a set of actions, as far as the text alone decides. Immutable.</summary>
internal sealed class DocumentMasks
{
    private DocumentMasks(ActionSet actions, ImmutableArray<Statement> statements)
    {
        Actions = actions;
        var rest = ImmutableArray.CreateBuilder<Statement>();
        foreach (var statement in statements)
        {
            if (statement.IsUnreadable)
                IsUnreadable = true;
            else if (statement.CoveredOf(actions) is not 0 and var covered)
                Add(statement, covered, rest);
        }

        Rest = rest.ToImmutable();
    }

    public ActionSet Actions { get; }

    /// <summary>The actions that are allowed on every resource in every context.</summary>
    public ulong Allowed { get; private set; }

    /// <summary>The actions that are denied on every resource in every context.</summary>
    public ulong Denied { get; private set; }

    /// <summary>True if a statement could not be read.</summary>
    public bool IsUnreadable { get; }

    /// <summary>The statements on some of the actions that look at more than the action.</summary>
    public ImmutableArray<Statement> Rest { get; }

    public static DocumentMasks Of(ActionSet actions, PolicyDocument document) => new(actions, document.MayNameAny(actions.Services) ? document.Statements : []);

    private void Add(Statement statement, ulong covered, ImmutableArray<Statement>.Builder rest)
    {
        if (!IsAboutActionsOnly(statement))
            rest.Add(statement);
        else if (statement.Effect == Effect.Allow)
            Allowed |= covered;
        else
            Denied |= covered;
    }

    private static bool IsAboutActionsOnly(Statement statement) =>
        statement.Conditions.IsEmpty && statement.Principal is null && (!statement.HasResource || IsOnEverything(statement));

    private static bool IsOnEverything(Statement statement)
    {
        if (statement.IsNotResource)
            return false;
        foreach (var pattern in statement.Resources)
        {
            if (pattern.MatchesEverything)
                return true;
        }

        return false;
    }
}
