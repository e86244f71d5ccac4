using System.Diagnostics;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies.Forms;

namespace Auditor.Pipeline.Remedies;

public sealed class RemedyFormsTests
{
    private const string Update = "billingconductor:UpdateBillingGroup";

    [Fact]
    public void A_role_gets_an_inline_policy()
    {
        var (change, explanation) = ChangeOf(new Estate().Role("analyst", role => role), Estate.RoleArn("analyst"), Update);
        Assert.Equal((PolicyPlaceKind.Role, "analyst", true), (change.Place.Kind, change.Place.Holder, change.IsNew));
        var words = Words(RemedyCommands.Of(change).Single());
        Assert.Equal(["iam", "put-role-policy", "--role-name", "analyst", "--policy-name", "AllowUpdateBillingGroup", "--policy-document", change.Document], words);
        Assert.StartsWith("resource \"aws_iam_role_policy\" \"analyst_allowupdatebillinggroup\" {\n  name   = \"AllowUpdateBillingGroup\"\n  role   = \"analyst\"\n", RemedyTerraform.Of(change), StringComparison.Ordinal);
        Assert.Equal(["AWS::IAM::RolePolicy"], TypesOf(explanation));
    }

    [Fact]
    public void Everything_that_an_existing_inline_policy_says_stays_in_it()
    {
        var estate = new Estate().User("kim", user => user.Inline("mine", Policy.Of(PolicyStatement.Allow("ce:Get*"), PolicyStatement.Deny("billingconductor:Update*"))).Inline("all", Policy.Allow("billingconductor:*")));
        var (change, explanation) = ChangeOf(estate, $"arn:aws:iam::{Estate.Payer}:user/kim", Update);
        Assert.Contains("ce:Get*", change.Document!, StringComparison.Ordinal);
        Assert.Equal(["iam", "put-user-policy", "--user-name", "kim", "--policy-name", "mine"], Words(RemedyCommands.Of(change).Single())[..6]);
        Assert.Equal(["AWS::IAM::UserPolicy"], TypesOf(explanation));
    }

    [Fact]
    public void An_inline_policy_of_which_nothing_is_left_is_deleted()
    {
        var estate = new Estate().Role("analyst", role => role.Inline("odd", Policy.Of(PolicyStatement.Deny(Update))).Inline("all", Policy.Allow("billingconductor:*")));
        var (change, explanation) = ChangeOf(estate, Estate.RoleArn("analyst"), Update);
        Assert.Null(change.Document);
        Assert.Equal(["iam", "delete-role-policy", "--role-name", "analyst", "--policy-name", "odd"], Words(RemedyCommands.Of(change).Single()));
        Assert.Null(RemedyCloudFormation.Of(explanation.Remedy!.Remedy!.Changes));
    }

    [Fact]
    public void A_role_of_Identity_Center_is_changed_through_its_permission_set()
    {
        var arn = $"arn:aws:iam::{Estate.Payer}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Costs_0123456789abcdef";
        var (change, explanation) = ChangeOf(new Estate().PermissionSet("Costs", role => role.Inline("AwsSSOInlinePolicy", Policy.Allow("ce:*"))), arn, Update);
        Assert.Equal((PolicyPlaceKind.PermissionSet, "Costs", false), (change.Place.Kind, change.Place.Holder, change.IsNew));
        Assert.Contains("ce:*", change.Document!, StringComparison.Ordinal);
        var commands = RemedyCommands.Of(change);
        Assert.Equal(["put-inline-policy-to-permission-set", "provision-permission-set"], commands.Select(command => Words(command)[1]));
        Assert.Contains("aws_ssoadmin_permission_set_inline_policy", RemedyTerraform.Of(change), StringComparison.Ordinal);
        Assert.Equal(["AWS::SSO::PermissionSet"], TypesOf(explanation));
    }

    [Fact]
    public void A_guardrail_of_the_organization_is_updated_whole_and_tells_whom_else_the_exception_frees()
    {
        const string other = "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Costs_Other_0123456789abcdef";
        var estate = new Estate().Scp("p-regions00", Policy.Of(PolicyStatement.DenyAllBut("iam:*")), "ou-exam-members1")
            .PermissionSet("Costs", role => role.Inline("AwsSSOInlinePolicy", Policy.Allow("ce:*")), Estate.Member).PermissionSet("Costs_Other", role => role, Estate.Member);
        var (change, explanation) = ChangeOf(estate, $"arn:aws:sts::{Estate.Member}:assumed-role/AWSReservedSSO_Costs_0123456789abcdef/jane", "ce:GetCostForecast");
        Assert.Equal(["organizations", "update-policy", "--policy-id", "p-regions00", "--content", change.Document], Words(RemedyCommands.Of(change).Single()));
        Assert.Equal([other], explanation.Remedy!.Remedy!.AlsoFrees);
        Assert.Equal(["AWS::Organizations::Policy"], TypesOf(explanation));
    }

    [Fact]
    public void A_level_that_lets_nothing_through_gets_a_policy_of_its_own()
    {
        var estate = new Estate().WithoutFullAccess("ou-exam-members1").Scp("p-FullLists", Policy.Allow("iam:*"), "ou-exam-members1").Role("reader", role => role.Inline("all", Policy.Allow("ce:*")), Estate.Member);
        var (change, _) = ChangeOf(estate, Estate.RoleArn("reader", Estate.Member), "ce:GetCostForecast");
        Assert.Equal(("p-FullLists", false), (change.Place.Holder, change.IsNew));
        var large = new Estate().WithoutFullAccess("ou-exam-members1").Scp("p-FullLists", Policy.Of(Long(PolicyQuota.Of(PolicyPlaceKind.ServiceControlPolicy) - 100)), "ou-exam-members1")
            .Role("reader", role => role.Inline("all", Policy.Allow("ce:*")), Estate.Member);
        var (made, _) = ChangeOf(large, Estate.RoleArn("reader", Estate.Member), "ce:GetCostForecast");
        Assert.Equal((true, "ou-exam-members1"), (made.IsNew, made.TargetId));
        var command = RemedyCommands.Of(made).Single();
        Assert.StartsWith("aws organizations attach-policy --target-id 'ou-exam-members1' --policy-id \"$(aws organizations create-policy --name 'AllowGetCostForecast-ou-exam-members1' --type SERVICE_CONTROL_POLICY ", command, StringComparison.Ordinal);
        Assert.Contains("aws_organizations_policy_attachment", RemedyTerraform.Of(made), StringComparison.Ordinal);
    }

    [Fact]
    public void New_policies_at_two_levels_have_two_names()
    {
        var full = Policy.Of(Long(PolicyQuota.Of(PolicyPlaceKind.ServiceControlPolicy) - 100));
        var estate = new Estate().WithoutFullAccess("ou-exam-members1").WithoutFullAccess(Estate.Member).Scp("p-full0001", full, "ou-exam-members1").Scp("p-full0002", full, Estate.Member).Role("reader", role => role.Inline("all", Policy.Allow("ce:*")), Estate.Member);
        var changes = estate.Explain(Estate.RoleArn("reader", Estate.Member), "ce:GetCostForecast").Remedy!.Remedy!.Changes;
        Assert.Equal([true, true], changes.Select(change => change.IsNew));
        Assert.Equal(2, changes.Select(change => change.Place.Name).Distinct().Count());
    }

    [Fact]
    public void A_name_that_begins_like_an_option_is_none()
    {
        var estate = new Estate().Role("-analyst", role => role.Inline("-o", Policy.Of(PolicyStatement.Allow("billingconductor:*"), PolicyStatement.Deny("billingconductor:Update*"))));
        var (change, _) = ChangeOf(estate, Estate.RoleArn("-analyst"), Update);
        var words = Words(RemedyCommands.Of(change).Single());
        Assert.Contains("--role-name=-analyst", words);
        Assert.Contains("--policy-name=-o", words);
    }

    [Fact]
    public void A_denying_policy_of_AWS_is_detached()
    {
        const string denyAll = "arn:aws:iam::aws:policy/AWSDenyAll";
        var estate = new Estate().AwsPolicy("AWSDenyAll", Policy.Of(PolicyStatement.Deny("*"))).Role("analyst", role => role.Attach(denyAll).Inline("all", Policy.Allow("billingconductor:*")));
        var (change, explanation) = ChangeOf(estate, Estate.RoleArn("analyst"), Update);
        Assert.Equal(["iam", "detach-role-policy", "--role-name", "analyst", "--policy-arn", denyAll], Words(RemedyCommands.Of(change).Single()));
        Assert.Equal("# remove AWSDenyAll from analyst\n", RemedyTerraform.Of(change));
    }

    [Fact]
    public void What_no_longer_fits_into_the_inline_policies_becomes_a_managed_one()
    {
        var long1 = PolicyQuota.Of(PolicyPlaceKind.Role) - 200;
        var (change, explanation) = ChangeOf(new Estate().Role("analyst", role => role.Inline("much", Policy.Of(Long(long1)))), Estate.RoleArn("analyst"), Update);
        Assert.Equal((PolicyPlaceKind.CustomerManaged, true), (change.Place.Kind, change.IsNew));
        Assert.Equal(["create-policy", "attach-role-policy"], RemedyCommands.Of(change).Select(command => Words(command)[1]));
        Assert.Equal(["AWS::IAM::ManagedPolicy"], TypesOf(explanation));
    }

    [Fact]
    public void A_remedy_that_AWS_would_refuse_for_its_length_is_not_offered()
    {
        var estate = new Estate().Scp("p-regions00", Policy.Of(PolicyStatement.Deny("ce:*"), Long(PolicyQuota.Of(PolicyPlaceKind.ServiceControlPolicy) - 120)), "ou-exam-members1")
            .Role("reader", role => role.Inline("all", Policy.Allow("ce:*")), Estate.Member);
        var result = estate.Explain(Estate.RoleArn("reader", Estate.Member), "ce:GetCostForecast").Remedy!;
        Assert.Null(result.Remedy);
        Assert.Matches("^.+ would have [0-9]+ characters, and AWS takes 10240: make it shorter first$", result.Obstacle);
    }

    [Fact]
    public void Names_that_mean_something_to_a_shell_or_to_Terraform_stay_data()
    {
        const string name = "it's $(here) \"${x}\" `y`";
        var estate = new Estate().Role("analyst", role => role.Inline(name, Policy.Of(PolicyStatement.Allow("ce:Get*"), PolicyStatement.Deny("billingconductor:Update*"))).Inline("all", Policy.Allow("billingconductor:*")));
        var (change, explanation) = ChangeOf(estate, Estate.RoleArn("analyst"), Update);
        Assert.Equal(name, Words(RemedyCommands.Of(change).Single())[5]);
        Assert.Contains("  name   = \"it's $(here) \\\"$${x}\\\" `y`\"\n", RemedyTerraform.Of(change), StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_policy_with_all_the_versions_that_AWS_allows_loses_the_oldest_one_that_is_not_in_force()
    {
        var (change, explanation) = ChangeOf(WithVersions(12, 11, 9, 10, 7), Estate.RoleArn("analyst"), Update);
        Assert.Equal("v7", change.ExpendableVersionId);
        var commands = RemedyCommands.Of(change).Select(Words).ToArray();
        Assert.Equal(["iam", "delete-policy-version", "--policy-arn", Estate.PolicyArn("shared"), "--version-id", "v7"], commands[0]);
        Assert.Equal(["iam", "create-policy-version", "--policy-arn", Estate.PolicyArn("shared")], commands[1][..4]);
        Assert.Equal(2, commands.Length);
        Assert.Contains("v7, the oldest that is not in force", Assert.Single(RemedyWords.Preconditions(explanation.Remedy!.Remedy!)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_version_stays_if_it_is_the_one_in_force()
    {
        var (change, _) = ChangeOf(WithVersions(7, 12, 11, 9, 10), Estate.RoleArn("analyst"), Update);
        Assert.Equal("v9", change.ExpendableVersionId);
    }

    [Fact]
    public void A_managed_policy_with_room_for_a_version_keeps_those_it_has()
    {
        var (change, explanation) = ChangeOf(WithVersions(5, 4, 3, 2), Estate.RoleArn("analyst"), Update);
        Assert.Equal(["iam", "create-policy-version"], Words(RemedyCommands.Of(change).Single())[..2]);
        Assert.Empty(RemedyWords.Preconditions(explanation.Remedy!.Remedy!));
    }

    [Fact]
    public void A_policy_that_is_written_whole_is_said_to_be_so()
    {
        const string set = $"arn:aws:iam::{Estate.Payer}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Costs_0123456789abcdef";
        var (_, changed) = ChangeOf(WithVersions(3), Estate.RoleArn("analyst"), Update);
        Assert.StartsWith("It writes shared whole, as the snapshot has it: ", RemedyWords.Rewrites(changed.Remedy!.Remedy!), StringComparison.Ordinal);
        var (_, added) = ChangeOf(new Estate().Role("analyst", role => role), Estate.RoleArn("analyst"), Update);
        Assert.Null(RemedyWords.Rewrites(added.Remedy!.Remedy!));
        var (ofSet, first) = ChangeOf(new Estate().PermissionSet("Costs", role => role), set, Update);
        Assert.True(ofSet.IsNew);
        Assert.StartsWith("It writes AwsSSOInlinePolicy whole", RemedyWords.Rewrites(first.Remedy!.Remedy!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void An_eleventh_managed_policy_is_told(int managed, bool isTold)
    {
        var arns = Enumerable.Range(0, managed).Select(number => Estate.PolicyArn($"m{number}")).ToArray();
        var full = Policy.Of(Long(PolicyQuota.Of(PolicyPlaceKind.Role) - 100));
        var estate = arns.Aggregate(new Estate(), (made, arn) => made.ManagedPolicy(arn[(arn.LastIndexOf('/') + 1)..], Policy.Allow("s3:Get*")))
            .Role("analyst", role => arns.Aggregate(role.Inline("full", full), (holder, arn) => holder.Attach(arn)));
        var (change, explanation) = ChangeOf(estate, Estate.RoleArn("analyst"), Update);
        Assert.Equal((PolicyPlaceKind.CustomerManaged, true, managed + 1), (change.Place.Kind, change.IsNew, change.Attached));
        Assert.Equal(
            isTold ? ["With AllowUpdateBillingGroup analyst would have 11 attached policies of its kind, and AWS lets it have 10 unless its quota is raised."] : [],
            RemedyWords.Preconditions(explanation.Remedy!.Remedy!));
    }

    /// <summary>A role that a managed policy denies something; of the versions of the policy the first is in force.</summary>
    private static Estate WithVersions(params int[] numbers) =>
        new Estate().Role("analyst", role => role.Inline("all", Policy.Allow("billingconductor:*")).Attach(Estate.PolicyArn("shared")))
            .NumberedVersions("shared", Policy.Of(PolicyStatement.Deny("billingconductor:Update*"), PolicyStatement.Allow("ce:Get*")), numbers);

    private static (PolicyChange Change, Explanation Explanation) ChangeOf(Estate estate, string principal, string action)
    {
        var explanation = estate.Explain(principal, action);
        Assert.True(explanation.Remedy!.Remedy is not null, explanation.Remedy.Obstacle);
        return (explanation.Remedy.Remedy.Changes.Single(), explanation);
    }

    private static IEnumerable<string> TypesOf(Explanation explanation) =>
        JsonNode.Parse(RemedyCloudFormation.Of(explanation.Remedy!.Remedy!.Changes)!)!["Resources"]!.AsObject().Select(resource => resource.Value!["Type"]!.GetValue<string>());

    /// <summary>A statement of about so many characters.</summary>
    private static PolicyStatement Long(int characters) => PolicyStatement.Allow([.. Enumerable.Range(0, characters / 20).Select(number => $"s3:Get{number:00000000000}")]);

    /// <summary>The words that a shell makes of a command, the program's name aside.</summary>
    private static string[] Words(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", "aws() { printf '%s\\0' \"$@\"; }\n" + command]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return output.TrimEnd('\0').Split('\0');
    }
}
