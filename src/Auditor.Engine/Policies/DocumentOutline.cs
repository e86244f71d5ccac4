using Auditor.Engine.Catalog;

namespace Auditor.Engine.Policies;

/// <summary>What is known of an identity-based document that was only looked over: it is readable, and there is nothing to remark on.</summary>
/// <param name="Services">The services that its statements name, as <see cref="ServiceBits"/>; never none.</param>
/// <param name="HasVariables">Whether its version knows variables.</param>
internal readonly record struct DocumentOutline(ulong Services, bool HasVariables);
