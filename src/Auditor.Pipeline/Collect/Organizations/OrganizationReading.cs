namespace Auditor.Pipeline.Collect;

/// <summary>What an organization file tells.</summary>
/// <param name="Knowledge">Whether there is an organization.</param>
/// <param name="Organization">The organization, if there is one.</param>
internal sealed record OrganizationReading(OrganizationKnowledge Knowledge, OrganizationSnapshot? Organization);
