using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>A way by which somebody outside the organization comes to a role: the roles that he assumes one after the other.</summary>
/// <param name="Outsider">Who comes: <c>*</c>, an account, or a foreign organization.</param>
/// <param name="Links">The roles in the order in which they are assumed; the last is where the way ends.</param>
internal sealed record TrustChain(string Outsider, ImmutableArray<TrustLink> Links)
{
    public TrustingRole End => Links[^1].Role;

    /// <summary>The context keys that some link depends on.</summary>
    public ImmutableArray<string> Keys => [.. Links.SelectMany(link => link.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public ImmutableArray<Evidence> Evidence => [.. Links.SelectMany(link => link.Statements.Select(statement => Of(link.Role.Role, statement)))];

    private static Evidence Of(Principal role, Statement statement) =>
        new(role.Trust.Source.Id, null, statement.Label, statement.Start.Line, statement.Start.Column, statement.Text);
}

/// <summary>A role of a chain, and why the one before it can assume it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Keys">The context keys that it depends on.</param>
/// <param name="Statements">The statements of its trust policy.</param>
internal sealed record TrustLink(TrustingRole Role, ImmutableArray<string> Keys, ImmutableArray<Statement> Statements);
