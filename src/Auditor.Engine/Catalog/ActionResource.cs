namespace Auditor.Engine.Catalog;

/// <summary>A resource type that an action can be limited to.</summary>
/// <param name="Type">The type's name within the action's service, e.g. `billinggroup`.</param>
/// <param name="Required">Whether a policy must allow the action on a resource of this type (the asterisk in AWS's tables).</param>
public sealed record ActionResource(string Type, bool Required);
