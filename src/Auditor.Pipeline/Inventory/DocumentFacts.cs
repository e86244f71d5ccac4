using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one policy document says about Billing Conductor, worked out once however many principals hold it.</summary>
public sealed class DocumentFacts
{
    private static readonly ActionSet AssumeRole = new([TrustPolicies.AssumeRole]);
    private static readonly ulong DetailedServices = ServiceCatalog.Default.Services.Keys.Aggregate(0UL, (bits, prefix) => bits | ServiceBits.Of(prefix));
    private static readonly ulong GrantedServices = AssumeRole.Services | ServiceBits.Of(ServiceCatalog.BillingConductor) | ServiceBits.Of("billing");
    private static readonly DocumentFacts Nothing = new(new PolicyDocument { Type = PolicyType.IdentityBased, Statements = [] });

    private readonly PolicyDocument document;

    // Asked of what customers wrote alone. Two threads may both work it out, and either result serves.
    private DetailedFacts? detailed;

    private DocumentFacts(PolicyDocument document)
    {
        this.document = document;
        IsUnreadable = document.IsUnreadable;
        if (!document.MayNameAny(GrantedServices))
            return;
        // Of most documents both stay empty.
        var named = ImmutableArray.CreateBuilder<NamedGrant>(0);
        var onConductor = ImmutableArray.CreateBuilder<Statement>(0);
        var deniedSomewhere = 0UL;
        foreach (var statement in document.Statements)
        {
            if (statement.IsUnreadable)
                continue;
            var mask = ActionMask.Of(statement);
            if (mask != 0)
                onConductor.Add(statement);
            if (statement.Effect == Effect.Deny)
            {
                deniedSomewhere |= mask;
                continue;
            }

            Allowed |= mask;
            AllowedOnEverything |= IsOnEverything(statement) ? mask : 0;
            AllowsEverything |= mask == ActionMask.All && IsEverything(statement);
            AllowsAssumeRole |= AssumeRole.CoveredBy(statement) != 0;
            AllowsBillingPrefix |= HasBillingPrefix(statement);
            if (mask == 0)
                continue;
            HasBroadGrant |= !IsOnlyNamed(statement);
            if (!statement.IsNotAction && Named(statement) is { Mask: not 0 } grant)
                named.Add(grant);
        }

        NamedGrants = named.ToImmutable();
        OnConductor = onConductor.ToImmutable();
        AllowedOnEverything &= IsUnreadable ? 0 : ~deniedSomewhere;
    }

    /// <summary>True if a statement could not be read: the document may then allow and may deny anything.</summary>
    public bool IsUnreadable { get; }

    /// <summary>The actions that an Allow statement covers by its Action or NotAction, resources and conditions aside.</summary>
    public ulong Allowed { get; }

    /// <summary>The actions that the document certainly allows on every resource in every context: no statement of it denies them anywhere.</summary>
    public ulong AllowedOnEverything { get; }

    /// <summary>The readable statements that cover a Billing Conductor action, by Action or NotAction alone.</summary>
    public ImmutableArray<Statement> OnConductor { get; } = [];

    /// <summary>The statements that name Billing Conductor.</summary>
    public ImmutableArray<NamedGrant> NamedGrants { get; } = [];

    /// <summary>An Allow reaches Billing Conductor without naming it.</summary>
    public bool HasBroadGrant { get; }

    /// <summary>A pattern of the billing family matches no action that exists.</summary>
    public bool HasUnknownAction => Detailed.HasUnknownAction;

    /// <summary>An Allow of <c>*</c> on <c>*</c> without condition.</summary>
    public bool AllowsEverything { get; }

    /// <summary>An Allow covers <c>sts:AssumeRole</c>, resources and conditions aside.</summary>
    public bool AllowsAssumeRole { get; }

    /// <summary>An Allow of the literal pattern <c>billing:*</c>.</summary>
    public bool AllowsBillingPrefix { get; }

    /// <summary>The old version of an AWS managed policy that the document is a copy of; null if it is none.</summary>
    public ManagedPolicyCopy? Copy => Detailed.Copy;

    /// <summary>The facts of a document. Safe from any thread.</summary>
    public static DocumentFacts Of(PolicyDocument document) =>
        document.MayNameAny(DetailedServices | GrantedServices) ? document.Derive(static read => new DocumentFacts(read)) : Nothing;

    private DetailedFacts Detailed => detailed ??= DetailedOf(document);

    private static DetailedFacts DetailedOf(PolicyDocument document)
    {
        var (hasUnknown, listsDetailed, allowsAllBut) = (false, false, false);
        foreach (var statement in document.MayNameAny(DetailedServices) ? document.Statements : [])
        {
            if (statement.IsUnreadable)
                continue;
            hasUnknown |= HasUnknown(statement, out var isDetailed);
            listsDetailed |= isDetailed && statement.Effect == Effect.Allow;
            allowsAllBut |= statement.IsNotAction && statement.Effect == Effect.Allow;
        }

        // Most documents say nothing of the services that AWS's own policies about billing name; what everything but something covers is no list of patterns.
        return new DetailedFacts(hasUnknown, listsDetailed && !allowsAllBut && !document.IsUnreadable ? ManagedPolicyCopy.Of(document) : null);
    }

    /// <summary>Whether a pattern matches nothing, and whether one is of a service that the catalogue knows in detail.</summary>
    private static bool HasUnknown(Statement statement, out bool isDetailed)
    {
        var hasUnknown = false;
        isDetailed = false;
        var prefixes = default(PrefixFacts.InTurn);
        foreach (var pattern in statement.Actions)
        {
            var prefix = pattern.WrittenPrefix;
            if (prefix.Length == pattern.Text.Length)
                continue;
            var facts = prefixes.Of(prefix);
            isDetailed |= facts.IsDetailed;
            hasUnknown = hasUnknown || UnknownActionPatterns.IsUnknown(pattern, facts);
        }

        return hasUnknown;
    }

    private static bool HasBillingPrefix(Statement statement)
    {
        if (statement.IsNotAction)
            return false;
        foreach (var pattern in statement.Actions)
        {
            if (pattern.Text.Equals("billing:*", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsOnlyNamed(Statement statement) =>
        !statement.IsNotAction && statement.Actions.All(pattern => pattern.Prefix == ServiceCatalog.BillingConductor || ActionMask.Of(pattern) == 0);

    private static NamedGrant Named(Statement statement)
    {
        ImmutableArray<ActionPattern> patterns =
            [.. statement.Actions.Where(pattern => pattern.Prefix == ServiceCatalog.BillingConductor && ActionMask.Of(pattern) != 0)];
        return new NamedGrant(statement, patterns, patterns.Aggregate(0UL, (mask, pattern) => mask | ActionMask.Of(pattern)));
    }

    private static bool IsEverything(Statement statement) =>
        !statement.IsNotAction && IsOnEverything(statement) && statement.Actions.Any(pattern => pattern.MatchesEverything);

    /// <summary>True if the statement looks at nothing but the action.</summary>
    internal static bool IsOnEverything(Statement statement) =>
        statement is { IsNotResource: false, Conditions.IsEmpty: true, Principal: null } && statement.Resources.Any(pattern => pattern.MatchesEverything);

    private sealed record DetailedFacts(bool HasUnknownAction, ManagedPolicyCopy? Copy);
}
