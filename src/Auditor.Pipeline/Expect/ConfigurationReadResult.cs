using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>What came of reading <c>auditor.json</c>: a configuration, or what is wrong with it.</summary>
/// <param name="Configuration">The configuration; null if there is any error, because half of it would assign something else than was meant.</param>
/// <param name="Errors">All errors in the file's order, but no more than the first thousand.</param>
public sealed record ConfigurationReadResult(Configuration? Configuration, ImmutableArray<ConfigurationError> Errors);
