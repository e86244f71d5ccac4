using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA601: somebody outside the organization can assume a role that changes what customers are billed.</summary>
public sealed class RoleOpenToOutsiders : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA601";

    /// <inheritdoc/>
    public override string Title => "A role that outsiders can assume";

    /// <summary>The way in may lead over a role of any account, and who is outside is told by the list of all of them.</summary>
    public override bool RestsOnEveryAccount => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var chain in new TrustChains(facts.TrustingRoles).Find().Where(chain => chain.End.CanWrite && !IsNeedless(chain)))
        {
            if (facts.Find(chain.End.Role) is { } assessed)
                yield return Draft(assessed, chain);
        }
    }

    /// <summary>Where anybody can come directly, a longer way of somebody is no news.</summary>
    private static bool IsNeedless(TrustChain chain) =>
        chain.Links.Length > 1 && chain.End.Outside.Any(outside => outside is { Name: OutsideCaller.Everyone, Keys.IsEmpty: true });

    private static FindingDraft Draft(AssessedPrincipal assessed, TrustChain chain)
    {
        var name = assessed.Principal.DisplayName;
        var writes = ActionMask.ActionsOf(assessed.Held).Where(action => action.AccessLevel == AccessLevel.Write).Select(action => action.FullName).ToArray();
        return new FindingDraft
        {
            Subject = SubjectResolver.Of(assessed.Principal),
            Matter = chain.Outsider,
            Severity = Severity.High,
            Title = $"{Who(chain.Outsider)} can become {name}",
            Explanation = $"{Who(chain.Outsider)}{Aside(chain.Outsider)} can become {name} and change what customers are billed: {RuleWords.List(writes)}. "
                + (chain.Links.Length > 1 ? $"The way leads over {Way(chain)}. " : "")
                + "It takes neither an external id that was agreed upon nor membership in the organization."
                + (chain.Keys.IsEmpty ? "" : $" It depends on {RuleWords.List(chain.Keys)} of the call."),
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = [.. writes],
            Resources = [.. chain.Links.SkipLast(1).Select(link => link.Role.Role.Arn)],
            UnknownKeys = chain.Keys,
            Evidence = chain.Evidence,
        };
    }

    private static string Who(string outsider) => outsider switch
    {
        OutsideCaller.Everyone => "Anybody with an AWS account",
        _ when outsider.StartsWith("o-", StringComparison.Ordinal) => $"Organization {outsider}",
        _ => $"Account {outsider}",
    };

    private static string Aside(string outsider) => outsider == OutsideCaller.Everyone ? "" : ", which does not belong to you,";

    private static string Way(TrustChain chain) =>
        string.Join(", then ", chain.Links.SkipLast(1).Select(link => $"{link.Role.Role.DisplayName} in {link.Role.Role.Account}"));
}
