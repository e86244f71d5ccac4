namespace Auditor.Function.Denials;

/// <summary>What became of an event about a denied call.</summary>
internal enum DenialOutcome
{
    /// <summary>It is no denial, or one of the function's own calls.</summary>
    Ignored = 0,

    /// <summary>Nobody can tell whose call it was, or what stands in its way.</summary>
    Unplaced,

    /// <summary>The same was told within the window: it is counted for the next message.</summary>
    Folded,

    /// <summary>The hour has all its messages: it is counted for the next message.</summary>
    Held,

    /// <summary>It is explained and kept; there is no topic.</summary>
    Stored,

    /// <summary>A message was sent.</summary>
    Published,
}
