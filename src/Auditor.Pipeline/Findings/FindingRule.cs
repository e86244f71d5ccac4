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

    /// <summary>True for a rule that tells of something that has happened: its findings are told once, and nothing resolves them.</summary>
    public virtual bool IsEvent => false;

    /// <summary>True for a rule whose answers rest on service control policies: where those cannot be read, nothing is resolved.</summary>
    public virtual bool IsAboutServiceControlPolicies => false;

    /// <summary>True for a rule whose answer about one principal rests on what is in any other account too: where one of them cannot be read, nothing is resolved.</summary>
    public virtual bool RestsOnEveryAccount => false;

    /// <summary>What the rule would have needed to look, for people; null if it had it. Where it had not, a finding that is missing may still be there.</summary>
    public virtual string? WhatIsMissing(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return NeedsConfiguration && facts.Configuration is null ? "needs an auditor.json" : null;
    }

    /// <summary>Everything that the rule notices, in any order.</summary>
    public abstract IEnumerable<FindingDraft> Find(AuditFacts facts);
}
