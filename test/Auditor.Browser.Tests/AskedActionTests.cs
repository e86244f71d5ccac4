using Auditor.Engine.Catalog;

namespace Auditor.Browser.Tests;

/// <summary>What a page asks why about: single actions, of which somebody knows the answer.</summary>
[Collection(Browser.OnePageAtATime)]
public sealed class AskedActionTests(Browser browser)
{
    private const string Role = "arn:aws:iam::555566667777:role/finops/cost-viewer";
    private static readonly Lazy<string> Acme = new(() => SampleAudit.Page(SampleAudit.Acme()));

    [Fact]
    public async Task Every_why_of_a_finding_is_about_an_action_of_the_catalogue()
    {
        await using var opened = await browser.OpenAsync(Acme.Value);
        var asked = await opened.Page.EvaluateExpressionAsync<string[]>(
            "FINDINGS.flatMap(finding => { show('panel-body', findingPanel(finding.id)); return [...document.querySelectorAll('.reasons a')].map(one => new URLSearchParams(one.hash.slice(1)).get('action')).filter(Boolean); })");
        Assert.Contains("billingconductor:ListBillingGroups", asked);
        Assert.All(asked, action => Assert.Equal(action, ServiceCatalog.Default.FindAction(action)?.FullName));
    }

    [Theory]
    [InlineData("billingconductor:List*", "billingconductor:List* is a pattern: each action that it matches has an answer of its own.")]
    [InlineData("billingconductor:GetPricingPlan", "billingconductor:GetPricingPlan is no action that this version knows.")]
    public async Task What_is_no_action_has_neither_an_answer_nor_a_command(string asked, string words)
    {
        await using var opened = await browser.OpenAsync(Acme.Value, HashOf(Role, asked));
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.Equal(words, await opened.TextAsync("#panel .banner"));
        var text = await opened.TextAsync("#panel");
        Assert.DoesNotContain("auditor explain", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot do this", text, StringComparison.Ordinal);
        await opened.KeepAsync("no-action");
    }

    [Fact]
    public async Task An_action_may_be_written_as_policies_write_it()
    {
        const string controller = "arn:aws:iam::111122223333:role/finops/finance-controller";
        await using var opened = await browser.OpenAsync(Acme.Value, HashOf(controller, "BillingConductor:listbillinggroups"));
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.Equal("billingconductor:ListBillingGroups", await opened.TextAsync("#ladder h3"));
        Assert.NotEqual("", await opened.TextAsync("#ladder .ladder"));
    }

    [Fact]
    public async Task Of_what_was_not_looked_at_nothing_is_said()
    {
        await using var opened = await browser.OpenAsync(Acme.Value, HashOf(Role, "s3:GetObject"));
        await opened.WaitForPanelAsync(isOpen: true);
        Assert.Equal("Whether cost-viewer can do this was not looked at: none of its assigned tasks needs it.", await opened.TextAsync("#panel .sentence"));
        Assert.Contains("--action s3:GetObject", await opened.TextAsync("#panel pre"), StringComparison.Ordinal);
    }

    private static string HashOf(string arn, string action) => $"#principal={Uri.EscapeDataString(arn)}&action={Uri.EscapeDataString(action)}";
}
