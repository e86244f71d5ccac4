namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>One way in which somebody can obtain Write actions, by way of one role, user, group or policy.</summary>
/// <param name="Edge">The way: its actions, and the service that a role is passed to.</param>
/// <param name="Phrase">What he does, as in "may …"; <c>{0}</c> stands for the targets.</param>
/// <param name="Target">The target's ARN.</param>
/// <param name="TargetName">The target in the phrase.</param>
/// <param name="Obtained">The Write actions that he obtains.</param>
/// <param name="Evidence">Gives the statements that allow it.</param>
internal sealed record EscalationStep(string Edge, string Phrase, string Target, string TargetName, ulong Obtained, Func<IEnumerable<Evidence>> Evidence);
