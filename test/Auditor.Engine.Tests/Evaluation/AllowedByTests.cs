using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using static Auditor.Engine.Evaluation.Decide;

namespace Auditor.Engine.Evaluation;

/// <summary>What each layer says by itself, beside the decision of all.</summary>
public sealed class AllowedByTests
{
    private const string Storage = "\"Action\":\"s3:*\",\"Resource\":\"*\"";
    private static readonly AccessRequest List = Request("billingconductor:ListBillingGroups", "*", ("k", ContextValue.Unknown));
    private static readonly PoliciesInEffect Open = new() { Identity = [Allow()] };

    public static TheoryData<string, string, Truth> Levels => new()
    {
        { "Allow", Everything, Truth.Yes },
        { "Allow", Storage, Truth.No },
        { "Deny", Everything, Truth.No },
        { "Allow", If("{\"StringEquals\":{\"k\":\"v\"}}"), Truth.Unknown },
    };

    [Fact]
    public void Layers_that_are_not_there_have_no_say()
    {
        var result = AccessEvaluator.Evaluate(List, Open);

        Assert.Null(result.AllowedByServiceControlPolicies);
        Assert.Null(result.AllowedByResourceControlPolicies);
        Assert.Null(result.AllowedByPermissionsBoundary);
        Assert.True(result.IsAllowed);
    }

    [Fact]
    public void Service_control_policies_have_no_say_where_they_do_not_bind() =>
        Assert.Null(AccessEvaluator.Evaluate(
            List,
            Open with { ServiceControlPolicies = [Level("Deny", Everything)], ServiceControlExemption = ServiceControlExemption.ManagementAccount }).AllowedByServiceControlPolicies);

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_level_of_an_organization_layer_counts(string effect, string rest, Truth expected)
    {
        var open = Level("Allow", Everything);
        var service = AccessEvaluator.Evaluate(List, Open with { ServiceControlPolicies = [open, Level(effect, rest), open] });
        var resource = AccessEvaluator.Evaluate(List, Open with { ResourceControlPolicies = [open, Level(effect, rest), open] });

        Assert.Equal(expected, service.AllowedByServiceControlPolicies);
        Assert.Null(service.AllowedByResourceControlPolicies);
        Assert.Equal(expected, resource.AllowedByResourceControlPolicies);
        Assert.Null(resource.AllowedByServiceControlPolicies);
        Assert.Equal(expected == Truth.Yes, service.IsAllowed);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Boundary_is_told_by_itself(string effect, string rest, Truth expected) =>
        Assert.Equal(
            expected,
            AccessEvaluator.Evaluate(List, Open with { Boundary = Policy(PolicyType.PermissionsBoundary, effect, rest) }).AllowedByPermissionsBoundary);

    [Fact]
    public void Identity_is_told_denials_aside()
    {
        Assert.Equal(Truth.Yes, AccessEvaluator.Evaluate(List, new PoliciesInEffect { Identity = [Allow(), Deny()] }).AllowedByIdentity);
        Assert.Equal(Truth.No, AccessEvaluator.Evaluate(List, new PoliciesInEffect { Identity = [Allow(Storage)] }).AllowedByIdentity);
    }
}
