namespace Auditor.Pipeline.Publish;

/// <summary>A message attribute: what a subscription's filter policy looks at.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type"><c>String</c> or <c>Number</c>.</param>
/// <param name="Value">The value; a number in decimal digits.</param>
public sealed record NotificationAttributeValue(string Name, string Type, string Value);
