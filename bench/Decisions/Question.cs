namespace Decisions;

/// <summary>An action, and a resource that it can be about.</summary>
/// <param name="Action">In the form <c>service:Name</c>.</param>
/// <param name="Resource">The ARN, or <c>*</c> for an action without resource types.</param>
internal sealed record Question(string Action, string Resource);
