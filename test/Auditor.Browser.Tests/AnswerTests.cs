using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Browser.Tests;

/// <summary>What the page says that somebody in a member account can do whose policies allow everything that somebody in the payer can do.</summary>
[Collection(Browser.OnePageAtATime)]
public sealed class AnswerTests(Browser browser)
{
    private const string Action = "ListBillingGroups";
    private const string Suppositions = ", with the options --with, --without and --with-scp that this report was made with.";
    private const string MemberRole = "arn:aws:iam::555566667777:role/finops/cost-viewer";

    [Fact]
    public async Task In_a_member_account_a_grant_of_Billing_Conductor_is_no_answer()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(WithHolder(isPayerKnown: true)));
        await OpenPanelAsync(opened);
        Assert.Equal("cost-viewer cannot do this: Billing Conductor answers only in the payer.", await opened.TextAsync("#panel .sentence"));
        await opened.KeepAsync("member-account");
        Assert.Equal("none", await opened.Page.EvaluateFunctionAsync<string>("arn => [...new Set(D.actions.map(([name]) => actionAnswer(findPrincipal(arn), name).verdict))].join()", MemberRole));
    }

    [Fact]
    public async Task Where_the_payer_is_unknown_a_grant_may_be_of_use()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(WithHolder(isPayerKnown: false)));
        await OpenPanelAsync(opened);
        Assert.Equal("cost-viewer can do this on every resource.", await opened.TextAsync("#panel .sentence"));
        Assert.DoesNotContain("payer", await opened.TextAsync("#panel .meta"), StringComparison.Ordinal);
        Assert.Equal("", await opened.TextAsync(".chip.payer"));
    }

    [Fact]
    public async Task Who_is_in_the_payer_shares_no_reasons_with_a_member_account()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(SampleAudit.Acme()));
        Assert.True(await opened.Page.EvaluateExpressionAsync<bool>(
            "[...P.name.keys()].every(p => D.actions.every(([name]) => { const other = sharerOf(p, BILLING + name); return other === undefined || isInPayer(other) === isInPayer(p); }))"));
    }

    [Fact]
    public async Task What_is_supposed_is_explained_by_no_command_that_does_not_suppose_it()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(Supposed(WithHolder(isPayerKnown: true))));
        await OpenPanelAsync(opened);
        Assert.Contains("auditor explain shows it" + Suppositions, await opened.TextAsync("#panel"), StringComparison.Ordinal);
        Assert.Equal("", await opened.TextAsync("#panel pre"));
        await opened.KeepAsync("supposed");
    }

    [Fact]
    public async Task What_would_help_is_sought_by_no_command_that_does_not_suppose_it()
    {
        await using var opened = await browser.OpenAsync(SampleAudit.Page(Supposed(SampleAudit.Acme())));
        await opened.Page.EvaluateFunctionAsync(
            "() => { const at = D.requests.findIndex((_, i) => i % 3 === 0 && text(D.ladders[D.requests[i + 2]].d).endsWith('Deny') && !D.ladders[D.requests[i + 2]].m); go(principalHash(D.requests[at], text(D.requests[at + 1]))); }");
        await opened.WaitForPanelAsync(isOpen: true);
        await opened.Page.EvaluateExpressionAsync("document.querySelector('#panel details:last-of-type').open = true");
        Assert.Contains("auditor explain seeks the smallest change that would allow it" + Suppositions, await opened.TextAsync("#panel"), StringComparison.Ordinal);
        await opened.Page.EvaluateExpressionAsync("document.querySelector('#panel details:last-of-type').scrollIntoView()");
        await opened.KeepAsync("supposed-ladder");
    }

    private static AuditReport Supposed(AuditReport report) => report with { WhatIf = new WhatIfSummary(["with deny.json for every role and user"], ReportComparison.Of(report, report)) };

    private static AuditReport WithHolder(bool isPayerKnown)
    {
        var report = SampleAudit.Acme();
        var everything = report.AccessClasses.First(one => one.Access.Any(entry => entry.Key == Action && entry.Value.Verdict == Verdict.All)).Id;
        return report with
        {
            // Without ladders the page has to say it in its own words.
            Explainer = null,
            ManagementAccount = isPayerKnown ? report.ManagementAccount : null,
            Principals =
            [
                .. report.Principals.Select(listed => listed with
                {
                    Assessed = isPayerKnown ? listed.Assessed : listed.Assessed with { InPayer = null },
                    AccessClass = listed.Assessed.Principal.Arn == MemberRole ? everything : listed.AccessClass,
                }),
            ],
        };
    }

    private static async Task OpenPanelAsync(OpenedPage opened)
    {
        await opened.Page.EvaluateFunctionAsync("(arn, action) => go(principalHash(findPrincipal(arn), BILLING + action))", MemberRole, Action);
        await opened.WaitForPanelAsync(isOpen: true);
    }
}
