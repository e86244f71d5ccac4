using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Remedies;

/// <summary>A least-privilege policy for one principal, with its proof.</summary>
public sealed record PolicyProposal
{
    /// <summary>For whom.</summary>
    public required Principal Principal { get; init; }

    /// <summary>What it was made from.</summary>
    public required PolicyBasis Basis { get; init; }

    /// <summary>The profiles that had a say, ordinal; may be empty.</summary>
    public required ImmutableArray<string> Profiles { get; init; }

    /// <summary>The policies, each within the quota; together they are what is needed. Empty if nothing is.</summary>
    public required ImmutableArray<ProposedPolicy> Policies { get; init; }

    /// <summary>The actions that they allow, ordinal.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>What a reader should know, each a sentence part.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}

/// <summary>One policy of a proposal.</summary>
/// <param name="Name">Its name: letters, digits and hyphens.</param>
/// <param name="Document">The policy document, without white space.</param>
public sealed record ProposedPolicy(string Name, string Document);
