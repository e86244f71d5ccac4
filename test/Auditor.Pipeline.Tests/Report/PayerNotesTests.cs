using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report;

/// <summary>Another account was named as the payer than the one that the audit takes for it.</summary>
public sealed class PayerNotesTests
{
    [Fact]
    public void Told_where_the_configuration_names_another()
    {
        var report = new Estate().Configure($"\"managementAccount\": \"{Estate.Member}\"").Audit();

        Assert.Equal(Estate.Payer, report.ManagementAccount);
        Assert.Contains($"the payer is {Estate.Payer}, not {Estate.Member} as managementAccount of auditor.json says: the snapshot comes first", report.Notes);
    }

    [Fact]
    public void Told_where_the_option_names_another()
    {
        var report = new Estate().WithoutOrganization().Configure($"\"managementAccount\": \"{Estate.Payer}\"").ManagementAccount(Estate.Member).Audit();

        Assert.Equal(Estate.Payer, report.ManagementAccount);
        Assert.Contains($"the payer is {Estate.Payer}, not {Estate.Member} as --management-account says: the snapshot and the configuration come first", report.Notes);
    }

    [Fact]
    public void Told_by_an_explanation_too()
    {
        var note = $"the payer is {Estate.Payer}, not {Estate.Member} as --management-account says: the snapshot and the configuration come first";

        var estate = new Estate().ManagementAccount(Estate.Member).Role("analyst", role => role.Allow("billingconductor:List*"));

        Assert.Single(estate.Explain(Estate.RoleArn("analyst"), "billingconductor:ListBillingGroups").Notes, note);
    }

    [Fact]
    public void Nothing_is_told_where_all_name_the_same()
    {
        var report = new Estate().Configure($"\"managementAccount\": \"{Estate.Payer}\"").ManagementAccount(Estate.Payer).Audit();

        Assert.DoesNotContain(report.Notes, note => note.StartsWith("the payer is", StringComparison.Ordinal));
    }
}
