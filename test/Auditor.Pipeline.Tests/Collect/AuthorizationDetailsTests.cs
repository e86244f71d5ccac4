using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class AuthorizationDetailsTests : IDisposable
{
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void A_role_is_read_with_everything_it_holds()
    {
        var members = $$"""
            "CreateDate":"2021-10-01T18:23:35+00:00","Tags":[{"Key":"team","Value":"core"},{"Key":"Team","Value":""}],
            "RolePolicyList":[{"PolicyName":"inline","PolicyDocument":{{AllowAll}}}],
            "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::{{Account}}:policy/p"}],
            "PermissionsBoundary":{"PermissionsBoundaryType":"Policy","PermissionsBoundaryArn":"arn:aws:iam::{{Account}}:policy/p"},
            "RoleLastUsed":{"LastUsedDate":"2025-04-12T07:29:24+00:00","Region":"us-west-2"}
            """;
        var reading = Read(Details(Role("r", members), Policy("p", AllowAll)));
        Assert.Empty(reading.Gaps);
        var role = Assert.Single(reading.Account.Roles);
        Assert.Equal(("/", "r", "AROAr", $"arn:aws:iam::{Account}:role/r"), (role.Path, role.Name, role.Id, role.Arn));
        Assert.Equal(new DateTimeOffset(2021, 10, 1, 18, 23, 35, TimeSpan.Zero), role.CreateDate);
        Assert.Equal("core", role.Tags["team"]);
        Assert.Equal("", role.Tags["Team"]);
        Assert.Equal("inline", Assert.Single(role.InlinePolicies).Name);
        Assert.Equal(PolicyType.Trust, role.TrustPolicy.Type);
        Assert.Equal(new RoleLastUsed(new DateTimeOffset(2025, 4, 12, 7, 29, 24, TimeSpan.Zero), "us-west-2"), role.LastUsed);
        Assert.Equal(PolicyType.IdentityBased, reading.Account.Resolve(role.AttachedPolicies[0].Arn, PolicyType.IdentityBased).Type);
        var boundary = reading.Account.Resolve(role.BoundaryArn!, PolicyType.PermissionsBoundary);
        Assert.Equal((PolicyType.PermissionsBoundary, false), (boundary.Type, boundary.IsUnreadable));
    }

    [Fact]
    public void The_version_in_force_is_the_one_that_says_so()
    {
        var policy = Assert.Single(Read(Details(policies: Policy("p", AllowAll))).Account.ManagedPolicies.Values);
        Assert.Equal(("p", "/", false, "v2"), (policy.Name, policy.Path, policy.IsAwsManaged, policy.DefaultVersionId));
        Assert.Equal(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), policy.VersionCreateDate);
        Assert.Single(policy.Document.Statements);
    }

    [Fact]
    public void A_policy_without_a_version_in_force_is_unread()
    {
        var reading = Read(Details(policies: Policy("p", AllowAll).Replace("true", "false", StringComparison.Ordinal)));
        Assert.True(Assert.Single(reading.Account.ManagedPolicies.Values).Document.IsUnreadable);
        Assert.Contains("no version", Assert.Single(reading.Gaps).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_aws_belongs_into_every_account()
    {
        var reading = Read(Details(policies: Policy("ReadOnlyAccess", AllowAll, "aws")));
        Assert.Empty(reading.Gaps);
        Assert.True(Assert.Single(reading.Account.ManagedPolicies.Values).IsAwsManaged);
    }

    [Fact]
    public void A_policy_that_is_named_and_not_there_is_one_gap_and_unread()
    {
        const string attached = """ "AttachedManagedPolicies":[{"PolicyName":"gone","PolicyArn":"arn:aws:iam::aws:policy/gone"}] """;
        var reading = Read(Details(Role("a", attached) + "," + Role("b", attached)));
        var gap = Assert.Single(reading.Gaps);
        Assert.Equal((GapKind.PolicyUnreadable, "arn:aws:iam::aws:policy/gone", Account), (gap.Kind, gap.What, gap.Account));
        Assert.True(reading.Account.Resolve("arn:aws:iam::aws:policy/gone", PolicyType.IdentityBased).IsUnreadable);
        Assert.True(reading.Account.Resolve("arn:aws:iam::aws:policy/gone", PolicyType.PermissionsBoundary).IsUnreadable);
    }

    [Fact]
    public void A_group_that_is_named_and_not_there_is_one_gap_and_unread()
    {
        var users = string.Join(',', User("a", """ "GroupList":["known","gone"] """), User("b", """ "GroupList":["gone"] """));
        var group =
            $$"""
            {"Path":"/","GroupName":"known","GroupId":"AGPA1","Arn":"arn:aws:iam::{{Account}}:group/known","GroupPolicyList":[],
            "AttachedManagedPolicies":[]}
            """;
        var reading = Read(Details(users: users, groups: group));
        Assert.Equal("gone", Assert.Single(reading.Gaps).What);
        Assert.Equal(["known", "gone"], reading.Account.Users[0].GroupNames.ToArray());
        Assert.Empty(reading.Account.ResolveGroup("known").InlinePolicies);
        Assert.True(Assert.Single(reading.Account.ResolveGroup("gone").InlinePolicies).Document.IsUnreadable);
    }

    [Fact]
    public void An_error_in_a_document_has_its_place_in_the_file()
    {
        var text = Details("\n" + Role("r", """
            "RolePolicyList":[{"PolicyName":"bad","PolicyDocument":{
              "Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"},
                {"Effect":"Allow","Action":7,"Resource":"*"}]}}]
            """));
        var gap = Assert.Single(Read(text).Gaps);
        Assert.Equal((GapKind.PolicyUnreadable, $"arn:aws:iam::{Account}:role/r bad"), (gap.Kind, gap.What));
        Assert.Equal(($"accounts/{Account}/authorization-details.json", 4, 32), (gap.File, gap.Line, gap.Column));
        Assert.Equal("a value of `Action` must be text, not a number", gap.Error);
    }

    [Fact]
    public void An_error_on_the_first_line_of_a_document_counts_from_where_it_begins()
    {
        var text = Details(Role("r", """ "RolePolicyList":[{"PolicyName":"bad","PolicyDocument":{"Statement":[7]}}] """));
        var gap = Assert.Single(Read(text).Gaps);
        Assert.Equal((1, text.IndexOf('7', text.IndexOf("Statement\":[7", StringComparison.Ordinal)) + 1), (gap.Line, gap.Column));
    }

    [Fact]
    public void Of_a_document_in_text_the_gap_names_the_text()
    {
        var text = Details("\n" + Role("r", """ "RolePolicyList":[{"PolicyName":"bad","PolicyDocument":"{\n\"Statement\":[7]}"}] """));
        var gap = Assert.Single(Read(text).Gaps);
        Assert.Equal(2, gap.Line);
        Assert.EndsWith("(line 2, column 14 of the document)", gap.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_error_and_every_policy_is_a_gap_of_its_own()
    {
        const string bad = """{"Statement":[7,{"Effect":"Allow","Action":7,"Resource":"*"}]}""";
        var inline = $$""" "RolePolicyList":[{"PolicyName":"x","PolicyDocument":{{bad}}},{"PolicyName":"y","PolicyDocument":{{bad}}}] """;
        Assert.Equal(4, Read(Details(Role("r", inline))).Gaps.Length);
    }

    [Fact]
    public void A_boundary_with_an_error_is_one_gap()
    {
        var boundary = $$""" "PermissionsBoundary":{"PermissionsBoundaryArn":"arn:aws:iam::{{Account}}:policy/p"} """;
        Assert.Single(Read(Details(Role("r", boundary), Policy("p", """{"Statement":[7]}"""))).Gaps);
    }

    [Fact]
    public void Remarks_make_no_gap() =>
        Assert.Empty(Read(Details(policies: Policy("p", """{"Version":"2030-01-01","Statement":[]}"""))).Gaps);

    [Fact]
    public void Roles_with_the_same_text_share_the_document()
    {
        var inline = $$""" "RolePolicyList":[{"PolicyName":"x","PolicyDocument":{{AllowAll}}}] """;
        var roles = Read(Details(Role("a", inline) + "," + Role("b", inline))).Account.Roles;
        Assert.Same(roles[0].InlinePolicies[0].Document, roles[1].InlinePolicies[0].Document);
    }

    [Theory]
    [InlineData(""" "RolePolicyList":7 """)]
    [InlineData(""" "RolePolicyList":[7] """)]
    [InlineData(""" "RolePolicyList":[],"RolePolicyList":[] """)]
    [InlineData(""" "RolePolicyList":[],"Role\u0050olicyList":[] """)]
    [InlineData(""" "RolePolicyList":[{"PolicyName":"a","PolicyName":"b","PolicyDocument":{"Statement":[]}}] """)]
    [InlineData(""" "AttachedManagedPolicies":[{"PolicyName":"x"}] """)]
    [InlineData(""" "AttachedManagedPolicies":{} """)]
    [InlineData(""" "PermissionsBoundary":{} """)]
    [InlineData(""" "PermissionsBoundary":"x" """)]
    [InlineData(""" "Tags":[{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}] """)]
    [InlineData(""" "Tags":[null] """)]
    [InlineData(""" "Tags":[{"Key":"k","Value":"\ud800"}] """)]
    public void A_fault_in_an_entry_is_a_gap_and_makes_the_principal_unread(string members)
    {
        var reading = Read(Details(Role("bad", members) + "," + Role("good")));
        var gap = Assert.Single(reading.Gaps);
        Assert.Equal((GapKind.FileUnreadable, 1), (gap.Kind, gap.Line));
        Assert.NotNull(gap.Column);
        Assert.Contains(reading.Account.Roles[0].InlinePolicies, policy => policy.Document.IsUnreadable);
        Assert.Empty(reading.Account.Roles[1].InlinePolicies);
    }

    [Theory]
    [InlineData(""" "CreateDate":"yesterday" """)]
    [InlineData(""" "CreateDate":"\uD800" """)]
    [InlineData(""" "RoleLastUsed":{"LastUsedDate":true} """)]
    public void A_bad_time_is_a_gap_and_makes_nothing_unread(string members)
    {
        var reading = Read(Details(Role("r", members)));
        Assert.Equal(GapKind.FileUnreadable, Assert.Single(reading.Gaps).Kind);
        Assert.Empty(reading.Account.Roles[0].InlinePolicies);
    }

    [Fact]
    public void A_time_may_have_its_plus_sign_escaped()
    {
        var reading = Read(Details(Role("r", """ "CreateDate":"2021-10-01T20:23:35\u002B02:00" """)));
        Assert.Empty(reading.Gaps);
        Assert.Equal(new DateTimeOffset(2021, 10, 1, 18, 23, 35, TimeSpan.Zero), Assert.Single(reading.Account.Roles).CreateDate);
    }

    [Fact]
    public void Null_counts_as_absent() =>
        Assert.Empty(Read(Details(Role("r", """ "Tags":null,"PermissionsBoundary":null,"RolePolicyList":null,"CreateDate":null """))).Gaps);

    [Fact]
    public void A_role_without_trust_policy_has_an_unread_one()
    {
        var reading = Read(Details($$"""{"Path":"/","RoleName":"r","RoleId":"AROA1","Arn":"arn:aws:iam::{{Account}}:role/r"}"""));
        Assert.True(reading.Account.Roles[0].TrustPolicy.IsUnreadable);
        Assert.Equal($"arn:aws:iam::{Account}:role/r trust policy", Assert.Single(reading.Gaps).What);
    }

    [Theory]
    [InlineData(""" "Arn":"nonsense" """)]
    [InlineData(""" "Arn":"arn:aws:iam::111122223333:user/r" """)]
    [InlineData(""" "RoleName":"r" """)]
    public void An_entry_without_its_arn_is_left_out_with_a_gap(string members)
    {
        var reading = Read(Details("{" + members + "}," + Role("good")));
        Assert.Equal("good", Assert.Single(reading.Account.Roles).Name);
        Assert.Equal(GapKind.FileUnreadable, Assert.Single(reading.Gaps).Kind);
    }

    [Fact]
    public void An_arn_that_stands_twice_counts_once() =>
        Assert.Contains("twice", Assert.Single(Read(Details(Role("r") + "," + Role("r"))).Gaps).Error, StringComparison.Ordinal);

    [Fact]
    public void Arns_of_another_account_make_the_file_unreadable()
    {
        var reading = Read(Details(Role("a") + ",\n" + Role("b", account: "999988887777")));
        Assert.False(reading.Account.IsRead);
        Assert.Empty(reading.Account.Roles);
        var gap = Assert.Single(reading.Gaps);
        Assert.Equal((GapKind.FileUnreadable, 2, 1), (gap.Kind, gap.Line, gap.Column));
        Assert.Contains("999988887777", gap.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",\"IsTruncated\":true,\"Marker\":\"x\"", 1)]
    [InlineData(",\"NextToken\":\"x\"", 1)]
    [InlineData(",\"IsTruncated\":false,\"NextToken\":null,\"Marker\":null", 0)]
    public void A_list_in_pages_is_a_gap_and_what_was_read_counts(string more, int gaps)
    {
        var reading = Read(Details(Role("r"), more: more));
        Assert.Single(reading.Account.Roles);
        Assert.Equal(gaps, reading.Gaps.Count(gap => gap.Kind == GapKind.Truncated));
        Assert.Equal(gaps, reading.Gaps.Length);
    }

    private static string User(string name, string members) =>
        $$"""{"Path":"/","UserName":"{{name}}","UserId":"AIDA{{name}}","Arn":"arn:aws:iam::{{Account}}:user/{{name}}",{{members}}}""";

    private AccountReading Read(string text) => snapshot.WriteDetails(text).Read();
}
