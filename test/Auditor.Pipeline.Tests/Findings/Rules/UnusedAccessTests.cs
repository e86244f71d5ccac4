using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class UnusedAccessTests
{
    private const string Rule = "BCA203";
    private const string Enroller = "arn:aws:iam::*:role/enroller";
    private const string Id = "AROAENROLLER";

    [Fact]
    public void Right_that_was_not_used_is_reported()
    {
        var finding = Active(Call("AssociateAccounts")).Audit().Only(Rule);

        Assert.Equal("unused", finding.Draft.Matter);
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.Equal(("principal", Id), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["billingconductor:ListAccountAssociations"], finding.Draft.Actions);
        Assert.Equal(["enroller"], finding.Names());
        Assert.StartsWith(
            "enroller works in Billing Conductor, but some of what it may do there it has not done in 92 days",
            finding.Draft.Explanation,
            StringComparison.Ordinal);
        Assert.Single(finding.Evidence);
    }

    [Fact]
    public void Principal_without_any_call_is_one_finding_too()
    {
        var finding = Active().Audit().Only(Rule);

        Assert.Equal(["billingconductor:AssociateAccounts", "billingconductor:ListAccountAssociations"], finding.Draft.Actions);
        Assert.StartsWith(
            "enroller may work in Billing Conductor and has not done so in 92 days", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Use_of_every_right_is_not_reported() =>
        Assert.Empty(Active(Call("AssociateAccounts"), Call("ListAccountAssociations")).Audit().Of(Rule));

    [Fact]
    public void Call_that_failed_is_no_use() =>
        Assert.Equal(
            2, Active(Call("AssociateAccounts", more: """, "errorCode": "AccessDenied" """)).Audit().Only(Rule).Draft.Actions.Length);

    [Fact]
    public void Call_of_another_service_is_no_use() => Assert.Equal(2,
        Active(
            Call("AssociateAccounts").Replace(
                "billingconductor.amazonaws.com",
                "other.amazonaws.com",
                StringComparison.Ordinal)).Audit().Only(Rule).Draft.Actions.Length);

    [Fact]
    public void Call_of_a_former_role_of_that_name_is_no_use() =>
        Assert.Equal(2, Active(Call("AssociateAccounts", "AROAFORMER")).Audit().Only(Rule).Draft.Actions.Length);

    [Fact]
    public void Call_that_nobody_can_be_told_to_have_made_may_be_anybodys() => Assert.Equal(["billingconductor:ListAccountAssociations"],
        Active(
            """
            { "eventTime": "2026-11-01T00:00:00Z", "eventName": "AssociateAccounts", "eventSource": "billingconductor.amazonaws.com" }
            """).Audit().Only(Rule).Draft.Actions);

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/enroller")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/enroller/anna")]
    public void Call_without_id_counts_by_its_name(string arn) => Assert.Equal(["billingconductor:ListAccountAssociations"], Active($$"""
        { "eventTime": "2026-11-01T00:00:00Z", "eventName": "AssociateAccounts", "eventSource": "billingconductor.amazonaws.com",
        "userIdentity": { "arn": "{{arn}}" } }
        """).Audit().Only(Rule).Draft.Actions);

    [Fact]
    public void Record_of_LookupEvents_counts() => Assert.Equal(["billingconductor:ListAccountAssociations"],
        Active(
            $$"""
            { "EventName": "x", "CloudTrailEvent": {{System.Text.Json.JsonSerializer.Serialize(Call("AssociateAccounts"))}} }
            """).Audit().Only(Rule).Draft.Actions);

    [Theory]
    [InlineData("2026-08-26T00:00:00Z", "2026-11-24T00:00:00Z", 1)]
    [InlineData("2026-08-26T00:00:01Z", "2026-11-24T00:00:00Z", 0)]
    [InlineData("2026-01-01T00:00:00Z", "2026-11-24T00:00:00Z", 1)]
    public void Activity_must_span_the_days(string from, string to, int findings) =>
        Assert.Equal(findings, Enrolled().Activity(Log(from, to)).Audit().Of(Rule).Length);

    [Fact]
    public void Configuration_says_how_many_days()
    {
        Assert.Empty(Active().Configure("\"unusedAfterDays\": 93").Audit().Of(Rule));
        Assert.NotEmpty(
            Enrolled().Activity(Log("2026-11-01T00:00:00Z", "2026-11-15T00:00:00Z")).Configure("\"unusedAfterDays\": 14").Audit().Of(Rule));
    }

    [Theory]
    [InlineData("2026-08-20T00:00:00Z", 1)]
    [InlineData("2026-08-24T00:00:00Z", 0)]
    [InlineData(null, 0)]
    public void Principal_must_be_as_old(string? created, int findings) => Assert.Equal(findings,
        Enrolled(role => role.Created(created)).Activity(Log()).Audit().Of(Rule).Length);

    [Theory]
    [InlineData("""{ "From": "2026-08-20T00:00:00Z", "To": "2026-11-20T00:00:00Z", "Events": [], "NextToken": "more" }""")]
    [InlineData("""{ "From": "2026-08-20T00:00:00Z", "To": "2026-11-20T00:00:00Z", "Events": [], "IsTruncated": true }""")]
    [InlineData("""{ "From": "2026-08-20T00:00:00Z", "To": "2026-11-20T00:00:00Z", "Events": [ { "eventName": "AssociateAccounts" } ] }""")]
    [InlineData("""{ "From": "2026-08-20T00:00:00Z", "To": "2026-11-20T00:00:00Z", "Events": [ { "CloudTrailEvent": "{" } ] }""")]
    [InlineData("""{ "From": "2026-08-20T00:00:00Z", "Events": [] }""")]
    [InlineData("""{ "To": "2026-11-20T00:00:00Z", "Events": [] }""")]
    [InlineData("""{ "From": "2026-11-20T00:00:00Z", "To": "2026-08-20T00:00:00Z", "Events": [] }""")]
    [InlineData("{")]
    public void Activity_that_may_lack_calls_proves_nothing(string log) => Assert.Empty(Enrolled().Activity(log).Audit().Of(Rule));

    [Fact]
    public void Activity_of_another_account_proves_nothing() => Assert.Empty(Enrolled().Activity(Log(), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Identity_Center_role_that_was_made_anew_keeps_its_use() => Assert.Empty(new Estate()
        .PermissionSet("Enroller", role => role.Id("AROANEW").Allow("billingconductor:AssociateAccounts"))
        .Assign("arn:aws:iam::*:role/aws-reserved/*", "account-enroller")
        .Activity(Log(calls: Call(
            "AssociateAccounts",
            "AROAOLD",
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Enroller_fedcba9876543210"))).Audit().Of(Rule));

    [Fact]
    public void Identity_Center_role_of_another_permission_set_is_another() => Assert.Equal("sso:Enroller", new Estate()
        .PermissionSet("Enroller", role => role.Allow("billingconductor:AssociateAccounts"))
        .Assign("arn:aws:iam::*:role/aws-reserved/*", "account-enroller")
        .Activity(
            Log(
                calls: Call(
                    "AssociateAccounts",
                    "AROAOLD",
                    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_EnrollerToo_fedcba9876543210")))
        .Audit().Only(Rule).Draft.Subject.Key);

    [Fact]
    public void Principal_without_profile_is_not_reported() =>
        Assert.Empty(Holding("enroller", Estate.Payer).Configured().Activity(Log()).Audit().Of(Rule));

    [Fact]
    public void Administrator_is_not_reported() =>
        Assert.Empty(Active().Configure($"\"administrators\": [\"{Enroller}\"]").Audit().Of(Rule));

    [Fact]
    public void Service_linked_role_is_not_reported() => Assert.Empty(new Estate()
        .ServiceLinkedRole(
            "AWSServiceRoleForX",
            "x",
            role => role.Allow("billingconductor:*")).Assign("arn:aws:iam::*:role/aws-service-role/*", "account-enroller")
        .Activity(Log()).Audit().Of(Rule));

    [Fact]
    public void Member_account_is_not_reported() => Assert.Empty(
        Holding("enroller", Estate.Member).Assign(
            Estate.RoleArn("enroller", Estate.Member), "account-enroller").Activity(Log()).Audit().Of(Rule));

    [Fact]
    public void Without_organization_nobody_knows_whose_activity_counts() => Assert.Empty(Active().WithoutOrganization().Audit().Of(Rule));

    [Fact]
    public void Right_that_the_boundary_takes_away_is_not_held() => Assert.Equal(["billingconductor:AssociateAccounts"],
        Enrolled(role => role.Boundary("limits")).ManagedPolicy(
            "limits", Policy.Allow("billingconductor:Associate*")).Activity(Log()).Audit().Only(Rule).Draft.Actions);

    [Fact]
    public void User_is_told_by_his_id() =>
        Assert.Empty(new Estate().User("anna", user => user.Id("AIDAANNA").Allow("billingconductor:AssociateAccounts"))
        .Assign("arn:aws:iam::*:user/anna", "account-enroller")
        .Activity(Log(calls: """
            { "eventTime": "2026-11-01T00:00:00Z", "eventName": "AssociateAccounts", "eventSource": "billingconductor.amazonaws.com",
              "userIdentity": { "type": "IAMUser", "principalId": "AIDAANNA", "arn": "arn:aws:iam::111122223333:user/anna" } }
            """)).Audit().Of(Rule));

    [Fact]
    public void Last_accessed_alone_is_a_note_and_no_finding()
    {
        var report = Accessed(null).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Contains("by enroller; that is no finding", Assert.Single(Notes(report)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-08-01T00:00:00Z", 1)]
    [InlineData("2026-11-01T00:00:00Z", 0)]
    public void Note_tells_of_those_who_have_not_come_lately(string last, int notes) =>
        Assert.Equal(notes, Notes(Accessed(last).Audit()).Length);

    [Fact]
    public void Enough_activity_needs_no_note() => Assert.Empty(Notes(Accessed(null).Activity(Log()).Audit()));

    [Theory]
    [InlineData("2026-11-01T00:00:00Z", "14")]
    [InlineData("2026-08-17T01:00:00Z", "89.9")] // an hour short is not 90
    public void Too_little_activity_is_a_note(string from, string days) =>
        Assert.Equal([$"activity.json spans {days} of 90 days (unusedAfterDays), so nobody's access is reported as unused (BCA203)"],
        Notes(Enrolled().Activity(Log(from, "2026-11-15T00:00:00Z")).Audit()));

    [Fact]
    public void An_activity_that_ends_before_it_begins_spans_no_days() =>
        Assert.Equal(["activity.json ends before it begins (`From` and `To`), so nobody's access is reported as unused (BCA203)"],
        Notes(Enrolled().Activity(Log("2026-11-15T00:00:00Z", "2026-08-01T00:00:00Z")).Audit()));

    [Theory]
    [InlineData("2099-01-01T00:00:00Z")]
    [InlineData("2026-11-25T00:00:01Z")]
    public void Nobody_has_seen_what_is_still_to_come(string to)
    {
        var report = Enrolled().Activity(Log("2026-11-14T00:00:00Z", to)).Audit();
        Assert.Empty(report.Findings.Where(finding => finding.Rule == "BCA203"));
        Assert.Equal(
            ["activity.json spans until the moment of the audit, after which it ends, 10 of 90 days (unusedAfterDays), so nobody's access is reported as unused (BCA203)"],
            Notes(report));
        Assert.Contains("in 96 days", Enrolled().Activity(Log("2026-08-20T00:00:00Z", to)).Audit().Only(Rule).Draft.Explanation, StringComparison.Ordinal);
        Assert.Empty(Enrolled(role => role.Created("2026-11-01T00:00:00Z")).Activity(Log("2026-08-20T00:00:00Z", to)).Audit().Of(Rule));
    }

    [Fact]
    public void A_run_that_collects_the_activity_itself_ends_later_than_it_began() =>
        Assert.Contains("in 90 days", Enrolled().Activity(Log("2026-08-26T20:00:00Z", "2026-11-24T20:00:00Z")).Audit().Only(Rule).Draft.Explanation, StringComparison.Ordinal);

    [Fact]
    public void A_file_without_a_list_of_events_does_not_say_that_nobody_called()
    {
        var report = Enrolled().Activity("""{ "From": "2026-08-01T00:00:00Z", "To": "2026-11-15T00:00:00Z" }""").Audit();
        Assert.Empty(report.Findings.Where(finding => finding.Rule == "BCA203"));
        Assert.Equal(["activity.json is not complete, so nobody's access is reported as unused (BCA203)"], Notes(report));
    }

    private static string[] Notes(AuditReport report) =>
        [
            .. report.Notes.Where(
                note =>
                    note.Contains("-accessed.json", StringComparison.Ordinal) || note.Contains("activity.json", StringComparison.Ordinal)),
        ];

    private static Estate Accessed(string? last) => Enrolled().File($"accounts/{Estate.Payer}/last-accessed.json", $$"""
        { "{{Estate.RoleArn("enroller")}}": { "JobStatus": "COMPLETED",
        "ServicesLastAccessed": [ { "ServiceName": "AWS Billing Conductor",
        "ServiceNamespace": "billingconductor"{{(last is null ? "" : $", \"LastAuthenticated\": \"{last}\"")}} } ] } }
        """);

    private static Estate Active(params string[] calls) => Enrolled().Activity(Log(calls: calls));

    private static Estate Enrolled(Func<EstateHolder, EstateHolder>? describe = null) =>
        Holding("enroller", Estate.Payer, describe).Assign(Enroller, "account-enroller");

    private static Estate Holding(string name, string account, Func<EstateHolder, EstateHolder>? describe = null) =>
        new Estate().Role(name, role =>
    {
        var holder = role.Id(Id).Allow(
            "billingconductor:AssociateAccounts", "billingconductor:ListAccountAssociations", "organizations:ListAccounts");
        return describe?.Invoke(holder) ?? holder;
    }, account);

    private static string Log(string from = "2026-08-20T00:00:00Z", string to = "2026-11-20T00:00:00Z", params string[] calls) =>
        $$"""{ "From": "{{from}}", "To": "{{to}}", "Events": [ {{string.Join(", ", calls)}} ] }""";

    private static string Call(string name, string id = Id, string arn = "arn:aws:iam::111122223333:role/enroller", string more = "") =>
        $$"""
        { "eventTime": "2026-11-01T00:00:00Z", "eventName": "{{name}}", "eventSource": "billingconductor.amazonaws.com",
          "userIdentity": { "type": "AssumedRole", "principalId": "{{id}}:anna", "arn": "arn:aws:sts::111122223333:assumed-role/x/anna",
            "sessionContext": { "sessionIssuer": { "type": "Role", "principalId": "{{id}}", "arn": "{{arn}}" } } }{{more}} }
        """;
}
