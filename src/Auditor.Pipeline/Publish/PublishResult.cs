namespace Auditor.Pipeline.Publish;

/// <summary>What became of a report.</summary>
/// <param name="RunId">The run's name.</param>
/// <param name="ReportUri">Where the report is kept.</param>
/// <param name="Outcome">Whether a message was sent.</param>
/// <param name="MessageId">The id of the message that this run sent, else null.</param>
public sealed record PublishResult(string RunId, string ReportUri, PublishOutcome Outcome, string? MessageId);
