using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Distribute;

/// <summary>A principal of an account's result.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="IsListed">True if it is one of those that may matter by themselves.</param>
/// <param name="IsNewcomer">True if it may assume a role of the payer which may change what others can do.</param>
/// <param name="Link">Not null if it may be a link of a chain into the payer.</param>
/// <param name="Access">The verdicts on the Billing Conductor actions, in the catalogue's order; empty if it is a link and nothing else, or only named by the configuration.</param>
internal sealed record KeptPrincipal(string Arn, bool IsListed, bool IsNewcomer, TrustNames? Link, ImmutableArray<ActionVerdict> Access);
