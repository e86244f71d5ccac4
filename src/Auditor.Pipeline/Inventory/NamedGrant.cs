using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>An Allow statement that names Billing Conductor: at least one Action pattern has its prefix and matches one of its actions.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Patterns">Those patterns, in document order.</param>
/// <param name="Mask">The Billing Conductor actions that those patterns match.</param>
public sealed record NamedGrant(Statement Statement, ImmutableArray<ActionPattern> Patterns, ulong Mask);
