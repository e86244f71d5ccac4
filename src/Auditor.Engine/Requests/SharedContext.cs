namespace Auditor.Engine.Requests;

/// <summary>The context of requests that differ in their action only.</summary>
/// <param name="Actions">The bits of the actions in their set.</param>
/// <param name="Context">The context that their requests have.</param>
public readonly record struct SharedContext(ulong Actions, RequestContext Context);
