namespace Auditor.Aws.Tests.Collect;

public sealed class EstimateTests : IDisposable
{
    private readonly CollectRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task An_estimate_asks_only_how_large_the_organization_is_and_leaves_nothing_behind()
    {
        var estimate = await rig.Rest().EstimateAsync();
        Assert.Equal(
            ["DescribeOrganization", "GetCallerIdentity", "ListAccounts", "ListPolicies", "ListRoots"],
            rig.Aws.Requests.Select(request => request.Api).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(rig.Folder));
        Assert.Equal(3, estimate.Accounts);
        Assert.Equal(2, estimate.Rows.Single(row => row.Operation == "sts:AssumeRole").Calls);
        Assert.True(estimate.Duration > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collection_takes_no_more_calls_than_estimated(bool onlyThePayer)
    {
        rig.Rest();
        var estimate = await rig.EstimateAsync(options => onlyThePayer ? options with { Accounts = [CollectRig.Payer] } : options);
        var before = rig.Aws.Requests.Count;
        var result = await rig.CollectAsync(options => onlyThePayer ? options with { Accounts = [CollectRig.Payer] } : options);
        Assert.Equal(rig.Aws.Requests.Count - before, result.Calls);
        Assert.InRange(result.Calls, 1, estimate.Calls);
        foreach (var row in estimate.Rows.Where(row => row.Operation.StartsWith("organizations:", StringComparison.Ordinal)))
            Assert.InRange(rig.Aws.Requests.Skip(before).Count(request => "organizations:" + request.Api == row.Operation), 0, row.Calls);
    }
}
