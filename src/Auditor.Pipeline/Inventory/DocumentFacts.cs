using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one policy document says about Billing Conductor, worked out once however many principals hold it.</summary>
public sealed class DocumentFacts
{
    private static readonly ActionSet AssumeRole = new([TrustPolicies.AssumeRole]);

    private DocumentFacts(PolicyDocument document)
    {
        var readable = document.Statements.Where(statement => !statement.IsUnreadable).ToArray();
        var allows = readable.Where(statement => statement.Effect == Effect.Allow).ToArray();
        IsUnreadable = document.IsUnreadable;
        Allowed = allows.Aggregate(0UL, (mask, statement) => mask | ActionMask.Of(statement));
        NamedGrants = [.. allows.Where(statement => !statement.IsNotAction).Select(Named).Where(grant => grant.Mask != 0)];
        HasBroadGrant = allows.Any(statement => ActionMask.Of(statement) != 0 && !IsOnlyNamed(statement));
        HasUnknownAction = readable.Any(statement => statement.Actions.Any(UnknownActionPatterns.IsUnknown));
        AllowsEverything = allows.Any(IsEverything);
        AllowsAssumeRole = allows.Any(statement => AssumeRole.CoveredBy(statement) != 0);
        Copy = ManagedPolicyCopy.Of(document);
        AllowsBillingPrefix = allows.Any(statement =>
            !statement.IsNotAction && statement.Actions.Any(pattern => pattern.Text.Equals("billing:*", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>True if a statement could not be read: the document may then allow and may deny anything.</summary>
    public bool IsUnreadable { get; }

    /// <summary>The actions that an Allow statement covers by its Action or NotAction, resources and conditions aside.</summary>
    public ulong Allowed { get; }

    /// <summary>The statements that name Billing Conductor.</summary>
    public ImmutableArray<NamedGrant> NamedGrants { get; }

    /// <summary>An Allow reaches Billing Conductor without naming it.</summary>
    public bool HasBroadGrant { get; }

    /// <summary>A pattern of the billing family matches no action that exists.</summary>
    public bool HasUnknownAction { get; }

    /// <summary>An Allow of <c>*</c> on <c>*</c> without condition.</summary>
    public bool AllowsEverything { get; }

    /// <summary>An Allow covers <c>sts:AssumeRole</c>, resources and conditions aside.</summary>
    public bool AllowsAssumeRole { get; }

    /// <summary>An Allow of the literal pattern <c>billing:*</c>.</summary>
    public bool AllowsBillingPrefix { get; }

    /// <summary>The old version of an AWS managed policy that the document is a copy of; null if it is none.</summary>
    public ManagedPolicyCopy? Copy { get; }

    /// <summary>The facts of a document. Safe from any thread.</summary>
    public static DocumentFacts Of(PolicyDocument document) => document.Derive(static read => new DocumentFacts(read));

    private static bool IsOnlyNamed(Statement statement) =>
        !statement.IsNotAction && statement.Actions.All(pattern => pattern.Prefix == ServiceCatalog.BillingConductor || ActionMask.Of(pattern) == 0);

    private static NamedGrant Named(Statement statement)
    {
        ImmutableArray<ActionPattern> patterns =
            [.. statement.Actions.Where(pattern => pattern.Prefix == ServiceCatalog.BillingConductor && ActionMask.Of(pattern) != 0)];
        return new NamedGrant(statement, patterns, patterns.Aggregate(0UL, (mask, pattern) => mask | ActionMask.Of(pattern)));
    }

    private static bool IsEverything(Statement statement) =>
        statement is { IsNotAction: false, IsNotResource: false, Conditions.IsEmpty: true }
        && statement.Actions.Any(pattern => pattern.MatchesEverything)
        && statement.Resources.Any(pattern => pattern.MatchesEverything);
}
