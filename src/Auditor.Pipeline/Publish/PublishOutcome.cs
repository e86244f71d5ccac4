namespace Auditor.Pipeline.Publish;

/// <summary>Whether a message was sent.</summary>
public enum PublishOutcome : byte
{
    /// <summary>Nobody asked for one.</summary>
    StoredOnly = 0,

    /// <summary>By this run.</summary>
    Published,

    /// <summary>Not again: the same report went to the same destination before.</summary>
    AlreadyPublished,

    /// <summary>Nothing is new since the run before, and nobody wants to hear that.</summary>
    NothingNew,

    /// <summary>Not by this run: another one is sending the same report at this moment.</summary>
    PublishedElsewhere,
}
