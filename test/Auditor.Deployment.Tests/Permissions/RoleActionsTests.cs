using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests.Permissions;

/// <summary>The roles allow what the code calls: nothing less, nothing more. Nobody keeps a list of it by hand.</summary>
public sealed class RoleActionsTests
{
    private const string Account = "222233334444";

    /// <summary>Services that are asked in each account; Organizations and STS with the function's own credentials only.</summary>
    private static readonly HashSet<string> InEachAccount = new(StringComparer.Ordinal) { "iam" };

    private static readonly HashSet<string> InThePayer = new(StringComparer.Ordinal) { "billingconductor", "cloudtrail" };

    /// <summary>The services that are asked through <see cref="ApiCaller"/>, which paces and counts.</summary>
    private static readonly HashSet<string> Audited = [.. InEachAccount, .. InThePayer, "organizations", "sts"];

    private static readonly string[] Writes =
    [
        "kms:Decrypt", "kms:GenerateDataKey", "lambda:InvokeFunction", "logs:CreateLogStream", "logs:PutLogEvents", "s3:AbortMultipartUpload",
        "s3:PutObject", "sns:Publish", "sqs:SendMessage", "states:RedriveExecution", "states:StartExecution", "states:StopExecution",
    ];

    private static readonly SortedSet<string> Called = new(ProductAssemblies.All.SelectMany(NeededActions.Of), StringComparer.Ordinal);

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void The_function_may_do_what_its_code_calls_and_what_aws_does_for_it(string isPayer)
    {
        var needed = Called.Where(action => action != NeededActions.NeedsNoPermission && (isPayer == "true" || !IsOf(action, InThePayer)))
            .Concat(NeededActions.OnItsBehalf.Keys).Distinct(StringComparer.Ordinal);
        AssertSame(needed, FunctionRole(isPayer).Actions);
    }

    [Fact]
    public void The_member_role_may_do_what_the_code_calls_in_an_account() =>
        AssertSame(Called.Where(action => IsOf(action, InEachAccount)), MemberRole("false").Actions);

    [Fact]
    public void The_member_role_in_the_payer_may_also_read_billing_conductor() =>
        AssertSame(Called.Where(action => IsOf(action, InEachAccount) || IsOf(action, InThePayer)), MemberRole("true").Actions);

    [Fact]
    public void The_session_policy_is_the_member_role_of_the_payer() =>
        AssertSame(MemberRole("true").Actions, StackRole.Texts(JsonNode.Parse(ReadOnlySession.Policy)!["Statement"]![0]!["Action"]!));

    [Fact]
    public void Every_audited_operation_is_declared_and_every_declared_one_is_called() =>
        AssertSame(Called.Where(action => IsOf(action, Audited)), ApiOperation.All.Select(operation => operation.Permission));

    [Fact]
    public void A_call_that_no_role_allows_is_found()
    {
        var called = Called.Concat(NeededActions.Of(typeof(RoleActionsTests).Assembly.Location));
        Assert.Contains(PlantedCall.Action, Difference(called, FunctionRole("true").Actions), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_a_role_lacks_is_found()
    {
        var role = FunctionRole("true").Actions.ToList();
        foreach (var action in Called.Where(action => action != NeededActions.NeedsNoPermission))
            Assert.Contains("lacks " + action, Difference(Called, role.Where(other => other != action)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_nobody_calls_is_found()
    {
        string[] allowed = [.. FunctionRole("true").Actions, "iam:CreateRole"];
        Assert.Contains("too much: iam:CreateRole", Difference(Called, allowed), StringComparison.Ordinal);
    }

    [Fact]
    public void No_statement_has_a_wildcard_in_an_action_and_each_has_a_name()
    {
        foreach (var role in AllRoles())
        {
            Assert.All(role.Actions, action => Assert.DoesNotContain('*', action));
            Assert.All(role.Statements, statement => Assert.NotNull(statement["Sid"]));
            Assert.All(role.Trust["Statement"]!.AsArray(), statement => Assert.NotNull(statement!["Sid"]));
        }
    }

    [Fact]
    public void What_can_be_changed_is_the_stacks_own()
    {
        foreach (var statement in AllRoles().SelectMany(role => role.Statements))
        {
            if (!StackRole.Texts(statement["Action"]!).Any(Writes.Contains))
                continue;
            var resources = StackRole.Texts(statement["Resource"]!);
            Assert.All(resources, resource => Assert.Matches($"^arn:aws:(s3:::auditor-|.*:{Account}:)", resource));
        }
    }

    [Fact]
    public void The_members_trust_one_role_of_the_organization_and_nobody_else()
    {
        var statement = Assert.Single(MemberRole("false").Trust["Statement"]!.AsArray())!;
        Assert.Equal($"arn:aws:iam::{Account}:root", statement["Principal"]!["AWS"]!.ToString());
        Assert.Equal("o-a1b2c3d4e5", statement["Condition"]!["StringEquals"]!["aws:PrincipalOrgID"]!.ToString());
        Assert.Equal(FunctionRole("false").Arn, statement["Condition"]!["ArnLike"]!["aws:PrincipalArn"]!.ToString());
        Assert.Null(statement["Condition"]!["StringEquals"]!["sts:ExternalId"]);
        var shared = Member(("ExternalId", "shared")).Trust["Statement"]![0]!;
        Assert.Equal("shared", shared["Condition"]!["StringEquals"]!["sts:ExternalId"]!.ToString());
    }

    private static IEnumerable<StackRole> AllRoles()
    {
        (string, string)[] everything = [("IsPayer", "true"), ("Scale", "Distributed"), ("SlackWorkspaceId", "T0"), ("SlackChannelId", "C0")];
        var stack = new Stack(Template.Deployment, Account, everything);
        return StackRole.Of(stack).Append(MemberRole("true"));
    }

    private static StackRole FunctionRole(string isPayer) =>
        StackRole.Of(new Stack(Template.Deployment, Account, ("IsPayer", isPayer)), "FunctionRole");

    private static StackRole MemberRole(string isPayer) => Member(("IsPayer", isPayer));

    private static StackRole Member(params (string, string)[] parameters)
    {
        (string, string)[] all = [("AuditorAccount", Account), ("OrganizationId", "o-a1b2c3d4e5"), .. parameters];
        return StackRole.Of(new Stack(Template.MemberRole, Account, all), "MemberRole");
    }

    private static bool IsOf(string action, HashSet<string> services) =>
        services.Contains(action[..action.IndexOf(':', StringComparison.Ordinal)]);

    private static void AssertSame(IEnumerable<string> needed, IEnumerable<string> allowed) =>
        Assert.Equal("", Difference(needed, allowed));

    private static string Difference(IEnumerable<string> needed, IEnumerable<string> allowed)
    {
        var (wanted, given) = (needed.ToHashSet(StringComparer.Ordinal), allowed.ToHashSet(StringComparer.Ordinal));
        return string.Join('\n', wanted.Except(given).Order(StringComparer.Ordinal).Select(action => "lacks " + action)
            .Concat(given.Except(wanted).Order(StringComparer.Ordinal).Select(action => "too much: " + action)));
    }
}
