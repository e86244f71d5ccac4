namespace Auditor.Function.Denials;

/// <summary>One of the messages that an hour may have.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Held">How many denials were held back since the message before.</param>
internal sealed record MessagePlace(DateTimeOffset Hour, int Held);
