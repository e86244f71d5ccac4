using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Everything that AWS's simulator is asked about one principal.</summary>
/// <param name="PrincipalArn">The role or user.</param>
/// <param name="Account">Its account, in which the simulator has to be called.</param>
/// <param name="ExcludesServiceControlPolicies">
/// True if service control policies do not apply to the principal: what the simulator says of them for the management account and
/// for service-linked roles is not documented, so they are left out of its simulation.
/// </param>
/// <param name="Calls">The calls, each small enough for one.</param>
public sealed record SimulationQuestion(string PrincipalArn, string Account, bool ExcludesServiceControlPolicies, ImmutableArray<SimulationCall> Calls);

/// <summary>One call: every action on every resource, in one context.</summary>
/// <param name="ActionNames">The actions, in ordinal order; at least one.</param>
/// <param name="ResourceArns">The resources, <c>*</c> for actions without resource types, in ordinal order; at least one.</param>
/// <param name="ContextEntries">What is known of the context; what is not known is never sent.</param>
public sealed record SimulationCall(ImmutableArray<string> ActionNames, ImmutableArray<string> ResourceArns, ImmutableArray<ContextEntry> ContextEntries);

/// <summary>A context key with its values, as AWS's simulator takes it.</summary>
/// <param name="Name">The key, e.g. <c>aws:RequestedRegion</c>.</param>
/// <param name="Type">One of AWS's words: string, boolean, numeric, date, ip, binary, each also with List at its end.</param>
/// <param name="Values">At least one value; exactly one unless the type is a list.</param>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html"/>.</remarks>
public sealed record ContextEntry(string Name, string Type, ImmutableArray<string> Values);
