namespace Auditor.Pipeline.Explain;

/// <summary>In what form a denial came.</summary>
public enum DenialSource
{
    /// <summary>The text of an error, alone or in what a tool wrote around it.</summary>
    Text,

    /// <summary>A record of CloudTrail.</summary>
    CloudTrailRecord,

    /// <summary>An event of EventBridge that carries a record of CloudTrail.</summary>
    EventBridgeEvent,
}
