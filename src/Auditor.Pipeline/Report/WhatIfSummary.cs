using System.Collections.Immutable;
using Auditor.Pipeline.Compare;

namespace Auditor.Pipeline.Report;

/// <summary>What a report supposes, and what is otherwise because of it.</summary>
/// <param name="Supposed">The suppositions for people, a line each.</param>
/// <param name="Comparison">With the snapshot as it is.</param>
public sealed record WhatIfSummary(ImmutableArray<string> Supposed, ReportComparison Comparison);
