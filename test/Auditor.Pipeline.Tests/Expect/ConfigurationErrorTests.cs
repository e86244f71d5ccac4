using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Expect;

/// <summary>In the texts, » stands before the place of each error and is no part of the file.</summary>
public sealed class ConfigurationErrorTests
{
    private const char Mark = '»';

    [Theory]
    [InlineData("""»[]""", "$", "expected an object with `$schema`, ")]
    [InlineData("""»null""", "$", "found null")]
    [InlineData("""{ »"asignments": [] }""", "$.asignments", "unknown member `asignments`: did you mean `assignments`?")]
    [InlineData("""{ »"FailOn": "high" }""", "$.FailOn", "did you mean `failOn`?")]
    [InlineData("""{ »"severity": "high" }""", "$.severity", "unknown member `severity`: expected one of `$schema`, `schemaVersion`, ")]
    [InlineData("""{ »"a b'c": 1 }""", "$['a b'c']", "unknown member")]
    [InlineData("""{ "$schema": »1 }""", "$.$schema", "expected text: the address of the schema, found the number 1")]
    [InlineData("""{ "schemaVersion": »2 }""", "$.schemaVersion", "expected the number 1, found the number 2")]
    [InlineData("""{ "schemaVersion": »"1" }""", "$.schemaVersion", "expected the number 1, found `1`")]
    [InlineData(
        """{ "managementAccount": »111122223333 }""",
        "$.managementAccount",
        "expected an account id: text of twelve digits, found the number 111122223333")]
    [InlineData("""{ "managementAccount": »"11112222333" }""", "$.managementAccount", "found `11112222333`")]
    [InlineData("""{ "managementAccount": »"11112222333٣" }""", "$.managementAccount", "text of twelve digits")]
    [InlineData("""{ "managementAccount": »null }""", "$.managementAccount", "found null")]
    [InlineData("""{ "unusedAfterDays": »0 }""", "$.unusedAfterDays", "expected a whole number from 1 to 3650, found the number 0")]
    [InlineData("""{ "unusedAfterDays": »3651 }""", "$.unusedAfterDays", "1 to 3650")]
    [InlineData("""{ "unusedAfterDays": »90.5 }""", "$.unusedAfterDays", "a whole number")]
    [InlineData("""{ "unusedAfterDays": »99999999999999999999 }""", "$.unusedAfterDays", "a whole number")]
    [InlineData("""{ "unusedAfterDays": »"90" }""", "$.unusedAfterDays", "found `90`")]
    [InlineData("""{ "failOn": »"critical" }""", "$.failOn", "expected one of `high`, `medium`, `low`, `none`, found `critical`")]
    [InlineData("""{ "failOn": »"High" }""", "$.failOn", "found `High`")]
    [InlineData("""{ "failOn": »true }""", "$.failOn", "found true")]
    [InlineData("""{ "owners": »"owner" }""", "$.owners", "expected an object with `tag`, found `owner`")]
    [InlineData("""{ "owners": »{} }""", "$.owners", "expected the member `tag`")]
    [InlineData("""{ "owners": { "tag": »" " } }""", "$.owners.tag", "the key of the tag that names the owner")]
    [InlineData("""{ "owners": { "tag": "o", »"tags": "o" } }""", "$.owners.tags", "did you mean `tag`?")]
    public void Members_of_the_root(string json, string path, string message) => AssertErrors(json, path, message);

    [Theory]
    [InlineData("""»{ "profiles": ["abc-viewer"] }""", "", "expected `principals`, `permissionSets` or `tag`: the assignment names nobody")]
    [InlineData("""»{ "principals": [], "permissionSets": [], "profiles": ["abc-viewer"] }""", "", "names nobody")]
    [InlineData("""»{ "tag": "t" }""", "", "expected the member `profiles`")]
    [InlineData("""»"abc-viewer" """, "", "expected an object with `principals`, ")]
    [InlineData("""{ "tag": "t", "profiles": »[] }""", ".profiles", "expected at least one profile, found a list")]
    [InlineData("""{ "tag": "t", "profiles": »"abc-viewer" }""", ".profiles", "expected a list of ids of profiles, found `abc-viewer`")]
    [InlineData(
        """{ "tag": "t", "profiles": ["abc-viewer", »"abc-vewer"] }""",
        ".profiles[1]",
        "unknown profile `abc-vewer`: did you mean `abc-viewer`?")]
    [InlineData("""{ "tag": "t", "profiles": [»"ABC-Viewer"] }""", ".profiles[0]", "did you mean `abc-viewer`?")]
    [InlineData(
        """{ "tag": "t", "profiles": [»"read-margins"] }""",
        ".profiles[0]",
        "unknown profile `read-margins`: expected one of `abc-administrator`, ")]
    [InlineData("""{ "tag": "t", "profiles": [»7] }""", ".profiles[0]", "expected the id of a profile, found the number 7")]
    [InlineData("""{ "tag": »"", "profiles": ["abc-viewer"] }""", ".tag", "expected the key of a tag")]
    [InlineData("""{ "tag": "t", "profiles": ["abc-viewer"], "console": »"yes" }""", ".console", "expected true or false, found `yes`")]
    [InlineData("""{ "tag": "t", "profiles": ["abc-viewer"], »"profile": "x" }""", ".profile", "did you mean `profiles`?")]
    [InlineData(
        """{ "permissionSets": [»"Fin*"], "profiles": ["abc-viewer"] }""",
        ".permissionSets[0]",
        "expected the exact name of a permission set")]
    [InlineData("""{ "principals": »"arn:aws:iam::*:role/x", "profiles": ["abc-viewer"] }""", ".principals", "expected a list of patterns")]
    [InlineData(
        """{ "principals": [»"role/x"], "profiles": ["abc-viewer"] }""",
        ".principals[0]",
        "such as `arn:aws:iam::*:role/finops/*`, found `role/x`")]
    [InlineData("""{ "principals": [»"*"], "profiles": ["abc-viewer"] }""", ".principals[0]", "found `*`")]
    [InlineData(
        """{ "principals": [»"arn:aws:iam::1111222233334:role/x"], "profiles": ["abc-viewer"] }""",
        ".principals[0]",
        "expected an account id of twelve digits, or a wildcard, found `1111222233334` in ")]
    [InlineData("""{ "principals": [»"arn:aws:iam:::role/x"], "profiles": ["abc-viewer"] }""", ".principals[0]", "twelve digits")]
    public void Members_of_an_assignment(string assignment, string path, string message) =>
        AssertErrors($$"""{ "assignments": [{{assignment}}] }""", "$.assignments[0]" + path, message);

    [Theory]
    [InlineData(
        """»{ "owner": "o", "reason": "r", "expires": "2027-01-31" }""", "", "expected `id`, or `rule` with `subject` or `principal`")]
    [InlineData(
        """»{ "rule": "BCA201", "owner": "o", "reason": "r", "expires": "2027-01-31" }""",
        "",
        "expected `subject` or `principal` beside `rule`")]
    [InlineData(
        """{ "id": "BCA201-0123456789ab", »"rule": "BCA201", "owner": "o", "reason": "r", "expires": "2027-01-31" }""",
        ".rule",
        "expected no `rule` beside `id`")]
    [InlineData(
        """{ "id": »"BCA201-0123456789AB", "owner": "o", "reason": "r", "expires": "2027-01-31" }""",
        ".id",
        "such as `BCA201-0123456789ab`")]
    [InlineData(
        """{ "rule": »"201", "subject": "s", "owner": "o", "reason": "r", "expires": "2027-01-31" }""",
        ".rule",
        "such as `BCA201`, found `201`")]
    [InlineData(
        """{ "rule": "BCA201", "principal": »"jane", "owner": "o", "reason": "r", "expires": "2027-01-31" }""",
        ".principal",
        "expected the ARN of a principal")]
    [InlineData("""»{ "rule": "BCA201", "subject": "s", "reason": "r", "expires": "2027-01-31" }""", "", "expected the member `owner`")]
    [InlineData("""»{ "rule": "BCA201", "subject": "s", "owner": "o", "expires": "2027-01-31" }""", "", "expected the member `reason`")]
    [InlineData(
        """»{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": "r" }""",
        "",
        "expected the member `expires`: its last day as `yyyy-MM-dd`")]
    [InlineData(
        """{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": "r", "expires": »"2027-02-29" }""",
        ".expires",
        "expected a day as `yyyy-MM-dd`, found `2027-02-29`")]
    [InlineData(
        """{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": "r", "expires": »"31.01.2027" }""", ".expires", "yyyy-MM-dd")]
    [InlineData("""{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": "r", "expires": »"2027-1-31" }""", ".expires", "yyyy-MM-dd")]
    [InlineData("""{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": "r", "expires": »20270131 }""", ".expires", "yyyy-MM-dd")]
    [InlineData(
        """{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": "r", "expires": "2027-01-31", "evidence": »"sha256:12" }""",
        ".evidence",
        "64 hex digits")]
    [InlineData(
        """{ "rule": "BCA201", "subject": "s", "owner": "o", "reason": »"", "expires": "2027-01-31" }""",
        ".reason",
        "why the finding is accepted")]
    public void Members_of_a_suppression(string suppression, string path, string message) =>
        AssertErrors($$"""{ "suppressions": [{{suppression}}] }""", "$.suppressions[0]" + path, message);

    [Theory]
    [InlineData(
        """{ »"budget": [] }""",
        ".budget",
        "unknown member `budget`: expected one of `billinggroup`, `customlineitem`, `pricingplan`, `pricingrule`")]
    [InlineData("""{ »"billingGroups": [] }""", ".billingGroups", "did you mean `billinggroup`?")]
    [InlineData("""{ "billinggroup": »[] }""", ".billinggroup", "expected at least one ARN")]
    [InlineData(
        """{ "billinggroup": [»"arn:aws:billingconductor::111122223333:pricingplan/abcd1234ef"] }""",
        ".billinggroup[0]",
        "expected the ARN of one billinggroup")]
    [InlineData(
        """{ "billinggroup": [»"arn:aws:billingconductor::111122223333:billinggroup/*"] }""", ".billinggroup[0]", "without wildcards")]
    [InlineData(
        """{ "billinggroup": [»"arn:aws:billingconductor:us-east-1:111122223333:billinggroup/abcd1234ef"] }""",
        ".billinggroup[0]",
        "expected the ARN")]
    [InlineData(
        """{ "billinggroup": [»"arn:aws:billingconductor::aws:billinggroup/abcd1234ef"] }""", ".billinggroup[0]", "expected the ARN")]
    [InlineData(
        """{ "pricingplan": [»"arn:aws:budgets::111122223333:pricingplan/abcd1234ef"] }""",
        ".pricingplan[0]",
        "expected the ARN of one pricingplan")]
    [InlineData(
        """{ "pricingrule": [»"arn:aws:billingconductor::111122223333:pricingrule/"] }""",
        ".pricingrule[0]",
        "such as `arn:aws:billingconductor::111122223333:pricingrule/abcd1234ef`")]
    public void Resources_of_an_assignment(string resources, string path, string message) =>
        AssertErrors(
            $$"""{ "assignments": [{ "tag": "t", "profiles": ["abc-viewer"], "resources": {{resources}} }] }""",
            "$.assignments[0].resources" + path,
            message);

    [Theory]
    [InlineData("""{ »"abc-viewer": {} }""", "['abc-viewer']", "that of the built-in profile `abc-viewer`")]
    [InlineData("""{ »"two words": {} }""", "['two words']", "expected a profile id")]
    [InlineData("""{ "bot": »[] }""", ".bot", "expected an object with `extends`, `tasks`, `permits`, found a list")]
    [InlineData("""{ "bot": { »"extend": [] } }""", ".bot.extend", "did you mean `extends`?")]
    [InlineData(
        """{ "bot": { "extends": [»"abc-viewr"] } }""", ".bot.extends[0]", "unknown profile `abc-viewr`: did you mean `abc-viewer`?")]
    [InlineData(
        """{ "bot": { "tasks": [»"read-margin"] } }""", ".bot.tasks[0]", "unknown task `read-margin`: did you mean `read-margins`?")]
    [InlineData(
        """{ "bot": { "permits": [»"ce:GetCostAndUsages"] } }""",
        ".bot.permits[0]",
        "unknown action `ce:GetCostAndUsages`: did you mean `ce:GetCostAndUsage`?")]
    [InlineData(
        """{ "bot": { "permits": [»"billing-conductor:*"] } }""",
        ".bot.permits[0]",
        "no action in force matches the pattern `billing-conductor:*`: did you mean `billingconductor:*`?")]
    [InlineData("""{ "bot": { "permits": [»"aws-portal:ViewBilling"] } }""", ".bot.permits[0]", "unknown action `aws-portal:ViewBilling`")]
    [InlineData("""{ "bot": { "permits": [»"nothing"] } }""", ".bot.permits[0]", "expected an action in force as `prefix:Name`")]
    [InlineData("""{ "bot": { "extends": [»"bot"] } }""", ".bot.extends[0]", "the profile extends itself: `bot` → `bot`")]
    [InlineData(
        """{ "a": { "extends": ["b"] }, "b": { "extends": ["c"] }, "c": { "extends": ["abc-viewer", »"a"] } }""",
        ".c.extends[1]",
        "the profile extends itself: `a` → `b` → `c` → `a`")]
    public void Own_profiles(string profiles, string path, string message) =>
        AssertErrors($$"""{ "profiles": {{profiles}} }""", "$.profiles" + path, message);

    [Theory]
    [InlineData(
        """{ »"MultiFactorAuthPresent": ["true"] }""",
        ".MultiFactorAuthPresent",
        "expected a context key such as `aws:MultiFactorAuthPresent`")]
    [InlineData("""{ "aws:a": »"true" }""", "['aws:a']", "expected a list of values as text, or null")]
    [InlineData("""{ "aws:a": »[] }""", "['aws:a']", "or null for a key that requests do not carry")]
    [InlineData("""{ "aws:a": ["x", »true] }""", "['aws:a'][1]", "expected a value as text, found true")]
    [InlineData("""{ "aws:a": ["x"], »"AWS:A": ["y"] }""", "['AWS:A']", "stands here twice: case does not matter")]
    public void Assumptions(string assume, string path, string message) =>
        AssertErrors($$"""{ "assume": {{assume}} }""", "$.assume" + path, message);

    [Theory]
    [InlineData("""{ "failOn": "high", »"failOn": "low" }""", "$.failOn", "the member `failOn` stands here twice")]
    [InlineData("""{ "failOn": "high", »"fail\u004fn": "low" }""", "$.failOn", "stands here twice")]
    [InlineData("""{ "owners": { "tag": "a", »"tag": "b" } }""", "$.owners.tag", "stands here twice")]
    public void Duplicates(string json, string path, string message) => AssertErrors(json, path, message);

    [Fact]
    public void All_errors_are_collected_in_the_files_order()
    {
        var result = Read("""
            {
              // Ünïcödé 𝄞 before: columns count characters
              "assignments": [
                »{ "profiles": [»"nobody"] },
                { "principals": ["arn:aws:iam::*:role/ok"], "profiles": [ /* 𝄞 */ »"abc-vewer", "abc-viewer" ] },
              ],
              "failOn": »"never", »"typo": 1,
            }
            """, out var expected);

        Assert.Null(result.Configuration);
        Assert.Equal(expected, result.Errors.Select(error => error.Position));
        Assert.Equal((4, 5), (result.Errors[0].Line, result.Errors[0].Column));
        Assert.Equal((4, 20), (result.Errors[1].Line, result.Errors[1].Column));
        Assert.Equal((5, 72), (result.Errors[2].Line, result.Errors[2].Column));
        Assert.Equal("(7,13) $.failOn: expected one of `high`, `medium`, `low`, `none`, found `never`", result.Errors[3].ToString());
    }

    [Fact]
    public void A_profile_with_errors_is_still_a_known_name() =>
        AssertErrors(
            """{ "profiles": { "bot": { »"task": [] } }, "assignments": [{ "tag": "t", "profiles": ["bot"] }] }""",
            "$.profiles.bot.task",
            "did you mean `tasks`?");

    [Fact]
    public void Quoted_input_is_shortened()
    {
        var error = Read($$"""{ "failOn": »"{{new string('x', 5000)}}" }""", out _).Errors.Single();

        Assert.True(error.Message.Length < 200, error.Message);
    }

    private static void AssertErrors(string json, string path, string message)
    {
        var result = Read(json, out var expected);
        Assert.Null(result.Configuration);
        var error = Assert.Single(result.Errors);
        Assert.Equal(Assert.Single(expected), error.Position);
        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static ConfigurationReadResult Read(string json, out List<TextPosition> marks)
    {
        marks = [];
        var lines = json.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            for (
                var at = lines[line].IndexOf(
                    Mark, StringComparison.Ordinal); at >= 0; at = lines[line].IndexOf(Mark, StringComparison.Ordinal))
            {
                marks.Add(new TextPosition(line + 1, at + 1));
                lines[line] = lines[line].Remove(at, 1);
            }
        }

        return ConfigurationExamples.Read(string.Join('\n', lines));
    }
}
