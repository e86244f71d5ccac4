using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Explain;

/// <summary>Context keys as phrases that continue the words "only".</summary>
internal static class KeyPhrases
{
    private static readonly (string Prefix, string Phrase)[] Known =
    [
        ("aws:MultiFactorAuth", "after signing in with a second factor"),
        ("aws:SourceIp", "from certain network addresses"),
        ("aws:VpcSourceIp", "from certain network addresses"),
        ("aws:SourceVpc", "from certain networks"),
        ("aws:ResourceTag/", "where what it works on carries a certain tag"),
        ("aws:RequestTag/", "with certain tags in the call"),
        ("aws:TagKeys", "with certain tags in the call"),
        ("aws:PrincipalTag/", "when the session carries a certain tag"),
        ("aws:RequestedRegion", "in certain Regions"),
        ("aws:TokenIssueTime", "in sessions that began at certain times"),
        ("aws:userid", "in sessions of certain names"),
        ("aws:SourceIdentity", "for certain people behind the session"),
        ("aws:ViaAWSService", "through certain other services"),
        ("aws:CalledVia", "through certain other services"),
        ("billingconductor:PricingPlanArn", "with certain pricing plans"),
        (ContextKeys.AccountIsThePayer, "if its account is the payer, which the snapshot does not tell"),
        (ContextKeys.ServiceControlPoliciesAllow, "if the organization lets it, which the snapshot does not tell"),
    ];

    /// <summary>The phrases of all keys, each once, joined by "and".</summary>
    public static string Of(IEnumerable<string> keys) => string.Join(" and ", keys.Select(Of).Distinct(StringComparer.Ordinal));

    private static string Of(string key)
    {
        foreach (var (prefix, phrase) in Known)
        {
            if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return phrase;
        }

        return $"depending on `{key}`, which only the call itself tells";
    }
}
