using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Explain;

/// <summary>One rung of the ladder from the organization's root down to the principal's own policies.</summary>
/// <param name="Layer">The layer; service and resource control policies have one rung for each level of the organization.</param>
/// <param name="TargetId">For organization policies the root, unit or account; else null.</param>
/// <param name="State">What it says.</param>
/// <param name="Reason">Why: for a rung that does not apply the fact that takes it out, else what decided; lower case, without a final period.</param>
/// <param name="Statements">The statements that decided, in the order of evaluation; empty where nothing matched.</param>
public sealed record Rung(PolicyLayer Layer, string? TargetId, RungState State, string Reason, ImmutableArray<RungStatement> Statements);

/// <summary>A statement that takes part on a rung, and where it stands.</summary>
/// <param name="Policy">Its policy.</param>
/// <param name="Statement">The statement.</param>
/// <param name="IsCertain">False if its match depends on context keys whose values are not known.</param>
public sealed record RungStatement(PolicySource Policy, Statement Statement, bool IsCertain);
