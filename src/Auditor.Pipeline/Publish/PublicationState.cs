namespace Auditor.Pipeline.Publish;

/// <summary>How far the publication of a run is.</summary>
public enum PublicationState : byte
{
    /// <summary>A run has begun, and has not noted an end.</summary>
    Publishing = 0,

    /// <summary>The message was sent.</summary>
    Published,

    /// <summary>It was refused; the next run may try again.</summary>
    Failed,
}
