using System.Text;
using Auditor.Pipeline.Lifecycle;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>What a run was not given that an earlier one had makes no gap, and resolves nothing all the same.</summary>
public sealed class GivenInputsTests : IDisposable
{
    private const string Inventory = "accounts/111122223333/billing-conductor.json";
    private const string Group = "arn:aws:billingconductor::111122223333:billinggroup/444455556666";
    private const string Groups = $$"""{"BillingGroups":[{"Arn":"{{Group}}","Name":"g"}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""";
    private const string Created = """{"assignments":[{"principals":["arn:aws:iam::*:role/a"],"profiles":["billing-group-operator"]}]}""";
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData(Groups)]
    [InlineData($$"""{"BillingGroups":[{"Arn":"{{Group}}","Name":"g"}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"NextToken":"x"}""")]
    public void Without_the_inventory_nothing_is_resolved_that_was_seen_with_it(string inventory)
    {
        runs.Snapshot.Write(Inventory, inventory);
        runs.Payer(OfGroup("a"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA204"));
        File.Delete(Path.Combine(runs.Snapshot.Root, Inventory));
        var without = runs.Run();
        Assert.Equal(["open a"], Of(without, "BCA204"));
        Assert.Contains(without.Notes, note => note.StartsWith("an earlier run had an inventory of Billing Conductor's resources", StringComparison.Ordinal));
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Snapshot.Write(Inventory, Groups);
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Payer();
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void What_is_found_without_the_inventory_is_resolved_without_it()
    {
        runs.Snapshot.Write(Inventory, Groups);
        runs.Payer();
        runs.Run();
        File.Delete(Path.Combine(runs.Snapshot.Root, Inventory));
        runs.Payer(Holder("a"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA204"));
        runs.Payer();
        var gone = runs.Run();
        Assert.Equal(["resolved a"], Of(gone, "BCA204"));
        Assert.DoesNotContain(gone.Notes, note => note.StartsWith("an earlier run had", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_configuration_rules_that_do_without_resolve_nothing_either()
    {
        runs.Configuration = Created;
        runs.Payer(Holder("a", "billingconductor:CreateBillingGroup").Replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:billingconductor::111122223333:*\"", StringComparison.Ordinal));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA403"));
        runs.Configuration = null;
        Assert.Equal(["open a"], Of(runs.Run(), "BCA403"));
        runs.Configuration = Created;
        Assert.Equal(["open a"], Of(runs.Run(), "BCA403"));
        runs.Payer(Holder("a", "billingconductor:CreateBillingGroup"));
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA403"));
    }

    [Fact]
    public void Without_the_payers_account_id_nothing_is_resolved_that_was_seen_with_it()
    {
        File.Delete(Path.Combine(runs.Snapshot.Root, "organization.json"));
        runs.Configuration = """{"managementAccount":"111122223333"}""";
        runs.Payer(Holder("a"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA204"));
        runs.Configuration = "{}";
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Configuration = """{"managementAccount":"111122223333"}""";
        runs.Payer();
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void An_older_version_tells_of_the_inventory_that_it_had()
    {
        runs.Snapshot.Write(Inventory, Groups);
        runs.Payer(OfGroup("a"));
        runs.Run();
        var older = Encoding.UTF8.GetString(JsonMemory.Write(runs.Memory!)).Replace("\"inputs\"", "\"others\"", StringComparison.Ordinal);
        Assert.Equal([GivenInputs.Inventory], JsonMemoryReader.Read(Encoding.UTF8.GetBytes(older), out _)!.Inputs.Keys);
    }

    private static string OfGroup(string name) => Holder(name).Replace("\"Resource\":\"*\"", $"\"Resource\":\"{Group}\"", StringComparison.Ordinal);
}
