namespace Auditor.Function.Events;

/// <summary>An event that asks for nothing this function does.</summary>
internal sealed class UnknownEventException(string problem) : Exception(
    problem + ". Accepted are: {\"audit\":{}} with the optional members accounts, principals, actions, publish, runId and simulator; "
    + "{\"simulate\":{…}} as `auditor simulate` reads it, or a list of such; {\"explain\":{…}} with principal, action, resource and context, or with message or event, as `auditor explain` has them; "
    + "{\"schedule\":{\"time\":\"2026-11-25T06:00:00Z\"}} or EventBridge's scheduled event; EventBridge's event about a call that CloudTrail recorded; "
    + "{\"heartbeat\":{}}; and {\"continue\":{…}}, which the function sends to itself. The shapes stand in schema/request.schema.json");
