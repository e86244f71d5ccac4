using System.Collections.Immutable;

namespace Auditor.Pipeline.Inventory;

/// <summary>A group of users with what it grants.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Policies">Its inline and attached policies.</param>
/// <param name="Members">The ARNs of its users.</param>
public sealed record HeldGroup(string Arn, string Name, ImmutableArray<HeldPolicy> Policies, IReadOnlySet<string> Members);
