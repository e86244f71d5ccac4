using Auditor.CatalogCompiler;

namespace Auditor.Engine.Catalog;

public sealed class EmbeddedFilesTests
{
    private static readonly RawCatalog Raw = RawCatalog.Read(Path.Combine(Repository.Root, Checkout.DataFolder));

    [Fact]
    public void Committed_files_equal_what_the_compiler_writes()
    {
        var folder = Path.Combine(Repository.Root, Checkout.CatalogFolder);
        foreach (var (name, bytes) in EmbeddedFiles.Write(Raw))
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(folder, name)).AsSpan().SequenceEqual(bytes),
                $"{name} is stale: run `dotnet run --project tools/Auditor.CatalogCompiler`");
        }
    }

    [Fact]
    public void Raw_data_has_no_error() => Assert.Empty(CatalogChecks.Check(Raw));

    [Fact]
    public void Added_action_reaches_the_embedded_files_as_data_alone()
    {
        var service = Raw.Services["billingconductor"];
        var action = new RawAction("DescribeEverything", "Read", [], [], []);
        var changed = Raw with
        {
            Services = new Dictionary<string, RawService>(Raw.Services)
            {
                ["billingconductor"] = service with { Actions = [.. service.Actions, action] },
            },
        };

        var catalog = CatalogReader.Read(EmbeddedFiles.Write(changed)["catalog.json"]);

        Assert.Equal(35, catalog.BillingConductorActions.Length);
        Assert.Equal(AccessLevel.Read, catalog.FindAction("billingconductor:DescribeEverything")!.AccessLevel);
    }

    [Theory]
    [InlineData("DescribeEverything", "Read", "billinggroup", "not in all-actions.json")]
    [InlineData("DeleteBillingGroup", "Read", "billinggroup", "`DeleteBillingGroup` stands there 2 times")]
    [InlineData("DescribeEverything", "Look", "billinggroup", "access level `Look`")]
    [InlineData("DescribeEverything", "Read", "billing-group", "resource type `billing-group` is not one of the service")]
    [InlineData("DescribeEverything", "Read", "billinggroup", "10 Read actions, but data-sources.json expects 9")]
    public void Wrong_action_is_an_error(string name, string level, string type, string expected)
    {
        var service = Raw.Services["billingconductor"];
        var action = new RawAction(name, level, [new RawActionResource(type, true)], [], []);
        var changed = Raw with
        {
            Services = new Dictionary<string, RawService>(Raw.Services)
            {
                ["billingconductor"] = service with { Actions = [.. service.Actions, action] },
            },
        };

        Assert.Contains(CatalogChecks.Check(changed), error => error.Contains(expected, StringComparison.Ordinal));
    }
}
