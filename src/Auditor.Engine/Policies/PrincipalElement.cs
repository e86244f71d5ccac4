using System.Collections.Immutable;

namespace Auditor.Engine.Policies;

/// <summary>A Principal or NotPrincipal element.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>.</remarks>
/// <param name="IsNotPrincipal">True for NotPrincipal.</param>
/// <param name="Entries">The named principals; <c>"*"</c> alone is one entry of type AWS.</param>
public sealed record PrincipalElement(bool IsNotPrincipal, ImmutableArray<PrincipalEntry> Entries);
