using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Tests.Report.Html;

/// <summary>The report of an organization that is as large as they come: the sample's principals in other accounts under other names.</summary>
internal static class LargeReport
{
    public static AuditReport Of(int accounts, int principals)
    {
        var report = SampleAudit.Acme();
        var templates = report.Principals.Where(listed => listed.Assessed.InPayer == false).ToArray();
        ImmutableArray<ListedPrincipal> more = [.. Enumerable.Range(0, principals - report.Principals.Length).Select(index => Copy(templates[index % templates.Length], index, accounts))];
        ImmutableArray<ListedPrincipal> all = [.. report.Principals.Concat(more).OrderBy(listed => listed.Assessed.Principal.Arn, StringComparer.Ordinal)];
        var findings = report.Findings.Concat(Enumerable.Range(0, accounts / 2).Select(index => report.Findings[index % report.Findings.Length] with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"BCA204-{index:x12}"),
            Principals = [new(more[index].Assessed.Principal.Arn, more[index].Assessed.Principal.Account)],
        }));
        return report with
        {
            AccountsExpected = accounts,
            AccountsRead = accounts - 3,
            PrincipalsRead = principals * 25,
            Principals = all,
            AccessClasses = [.. report.AccessClasses.Select(one => one with { PrincipalCount = all.Count(listed => listed.AccessClass == one.Id) })],
            Findings = [.. findings],
            Organization = Organization(report.Organization!, accounts),
            // The explainer knows the sample's accounts only.
            Explainer = null,
        };
    }

    private static ListedPrincipal Copy(ListedPrincipal template, int index, int accounts)
    {
        var account = AccountId(index % accounts);
        var principal = template.Assessed.Principal;
        var name = string.Create(CultureInfo.InvariantCulture, $"team-{index % 700}-deployer-{index:x6}");
        return template with
        {
            Assessed = template.Assessed with
            {
                Principal = principal with { Arn = $"arn:aws:iam::{account}:role/delivery/{name}", Account = account, Name = name, PermissionSet = null, Kind = Expect.PrincipalKind.Role },
            },
        };
    }

    private static OrganizationPicture Organization(OrganizationPicture like, int accounts)
    {
        var root = like.Units[0].Id;
        var units = Enumerable.Range(0, 120).Select(index => new OrganizationUnitPicture($"ou-large-{index:d8}", $"Team {index}", index < 12 ? root : $"ou-large-{index % 12:d8}", accounts / 120));
        return like with
        {
            Units = [.. like.Units, .. units],
            Accounts = like.Accounts.AddRange(Enumerable.Range(0, accounts).Select(index => KeyValuePair.Create(
                AccountId(index), new OrganizationAccount(AccountId(index), $"workload-{index}", "ACTIVE", [root, $"ou-large-{index % 120:d8}"])))),
        };
    }

    private static string AccountId(int index) => string.Create(CultureInfo.InvariantCulture, $"{700_000_000_000 + index}");
}
