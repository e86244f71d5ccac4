using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>What a suppression can ask of a finding.</summary>
/// <param name="Id">The finding's id.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Subject">The id of its subject.</param>
/// <param name="EvidenceHash">The hash of its evidence.</param>
/// <param name="Principals">The ARNs of its principals; may be empty.</param>
/// <param name="SubjectKey">What stands for the subject in the finding's id; null where that is the subject's id.</param>
public sealed record SuppressibleFinding(string Id, string Rule, string Subject, string EvidenceHash, ImmutableArray<string> Principals, string? SubjectKey = null);
