using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>The statements in which two sets of policies differ: on actions that none of them covers both decide alike.</summary>
internal sealed class ChangedStatements
{
    private readonly ImmutableArray<Statement>? statements;
    private readonly ImmutableArray<SourcedPolicy> identity;

    private ChangedStatements(ImmutableArray<Statement>? statements, ImmutableArray<SourcedPolicy> identity)
    {
        this.statements = statements;
        this.identity = identity;
    }

    /// <summary>Compares layer by layer; a statement that reads the same is the same, wherever in its layer it stands.</summary>
    public static ChangedStatements Between(PoliciesInEffect before, PoliciesInEffect after)
    {
        if (before.ServiceControlExemption != after.ServiceControlExemption || before.ResourcePolicy is not null || after.ResourcePolicy is not null)
            return new ChangedStatements(null, after.Identity);
        var changed = ImmutableArray.CreateBuilder<Statement>();
        var areComparable = Compare([before.Identity], [after.Identity], changed)
            && Compare(Layer(before.Boundary is { } was ? [was] : null), Layer(after.Boundary is { } becomes ? [becomes] : null), changed)
            && Compare(Layer(before.Session), Layer(after.Session), changed)
            && Compare(Levels(before.ServiceControlPolicies), Levels(after.ServiceControlPolicies), changed)
            && Compare(Levels(before.ResourceControlPolicies), Levels(after.ResourceControlPolicies), changed);
        return new ChangedStatements(areComparable ? changed.ToImmutable() : null, after.Identity);
    }

    /// <summary>The actions of the catalogue that may be allowed afterwards and on which the two may decide differently, in the catalogue's order.</summary>
    public IEnumerable<CatalogAction> NewlyAllowed => statements is not { } changed || changed.Any(statement => statement.IsUnreadable)
        ? ServiceCatalog.Default.Services.Values.SelectMany(service => service.Actions)
        : CatalogActions.CoveredBy(changed, identity);

    /// <summary>The Deny statements in which they differ; none where a layer itself differs, which no edit brings about.</summary>
    public IEnumerable<Statement> Denials => (statements ?? []).Where(statement => statement is { IsUnreadable: false, Effect: Effect.Deny });

    private static ImmutableArray<SourcedPolicy>[] Layer(ImmutableArray<SourcedPolicy>? policies) => policies is { } given ? [given] : [];

    private static ImmutableArray<SourcedPolicy>[] Levels(ImmutableArray<OrganizationLevel>? levels) => levels is { } given ? [.. given.Select(level => level.Policies)] : [];

    /// <summary>False if one has a layer or a level more: then the layer itself decides, not its statements.</summary>
    private static bool Compare(ImmutableArray<SourcedPolicy>[] before, ImmutableArray<SourcedPolicy>[] after, ImmutableArray<Statement>.Builder changed)
    {
        if (before.Length != after.Length)
            return false;
        foreach (var (old, young) in before.Zip(after))
        {
            changed.AddRange(Missing(old, young));
            changed.AddRange(Missing(young, old));
        }

        return true;
    }

    private static IEnumerable<Statement> Missing(ImmutableArray<SourcedPolicy> of, ImmutableArray<SourcedPolicy> from) =>
        // Nearly all documents are the same objects.
        of.Where(policy => !from.Any(other => other.Document == policy.Document))
            .SelectMany(policy => policy.Document.Statements.Where(statement => !from.Any(other => Has(other.Document, policy.Document, statement))));

    /// <summary>True if a document has a statement that reads like this one of another.</summary>
    private static bool Has(PolicyDocument document, PolicyDocument owner, Statement wanted) =>
        document.Type == owner.Type && document.HasVariables == owner.HasVariables
        && document.Statements.Any(statement => statement.IsUnreadable == wanted.IsUnreadable && statement.Text == wanted.Text);
}
