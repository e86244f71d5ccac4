namespace Auditor.Pipeline.Findings;

/// <summary>One rule: one id, one file, one page in docs/findings, one test class.</summary>
public abstract class FindingRule
{
    /// <summary>The id, e.g. <c>BCA101</c>. Never used again for another rule.</summary>
    public abstract string Id { get; }

    /// <summary>What the rule reports, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>True for a rule that has nothing to say without a configuration.</summary>
    public virtual bool NeedsConfiguration => false;

    /// <summary>Everything that the rule notices, in any order.</summary>
    public abstract IEnumerable<FindingDraft> Find(AuditFacts facts);
}
