using System.Security.Cryptography;
using System.Text;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Publish;

/// <summary>What is told about a denied call: its one finding with the explanation, and how much was not told one by one.</summary>
public sealed record DenialNotice
{
    /// <summary>The denial, explained; it has the one finding.</summary>
    public required DenialExplanations Explained { get; init; }

    /// <summary>The payer's account id, or null if unknown.</summary>
    public string? Payer { get; init; }

    /// <summary>Where the whole explanation is kept.</summary>
    public required string AnswerUri { get; init; }

    /// <summary>How many more denials of the same principal and action behind the same blockers there were since <see cref="Since"/>.</summary>
    public int Repeats { get; init; }

    /// <summary>When the same was told last; null if never.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many denials, of whomever, were not told since the last message because of the limit of messages an hour.</summary>
    public int Held { get; init; }

    /// <summary>The finding.</summary>
    public Finding Finding => Explained.Findings[0];

    /// <summary>The explanation.</summary>
    public Explanation Explanation => Explained.Answers.First(answer => answer.Explanation is not null).Explanation!;

    /// <summary>What makes two denials the same to a reader: principal, action and set of blockers. 32 hex digits.</summary>
    public static string KeyOf(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Hash(finding.Draft.Subject.Key, string.Join(' ', finding.Draft.Actions), BlockerSet.KeyOf(finding.Blockers));
    }

    /// <summary>What makes two denials the same to AWS, before anybody has looked for blockers. 32 hex digits.</summary>
    public static string KeyOf(Denial denial)
    {
        ArgumentNullException.ThrowIfNull(denial);
        var (layer, isExplicit, policy) = denial.Reason;
        return Hash(denial.RoleArn ?? denial.PrincipalArn, denial.PrincipalId, denial.Action, denial.Resource, layer?.ToString(), isExplicit?.ToString(), policy, denial.Gate?.ToString());
    }

    private static string Hash(params ReadOnlySpan<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts))))[..32];
}
