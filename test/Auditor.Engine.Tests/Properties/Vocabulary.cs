namespace Auditor.Engine.Properties;

/// <summary>The few words that generated cases are made of, so that policies and requests meet.</summary>
internal static class Vocabulary
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    private const string Bc = "arn:aws:billingconductor::" + Account + ":";

    /// <summary>The keys of a generated context, each with the values that it may have, as JSON.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Values = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["aws:username"] = ["\"anna\"", "\"Anna\"", "\"*\"", "\"a?\"", "\"\"", "\"ANNA\"", "\"é😀\""],
        ["aws:PrincipalTag/team"] = ["\"blue\"", "\"red\"", "[\"blue\"]", "\"BLÜE\"", "\"blüe\""],
        ["aws:TagKeys"] = ["[]", "[\"blue\"]", "[\"blue\",\"red\"]", "[\"\"]", "\"blue\"", "[\"\",\"red\"]"],
        ["aws:PrincipalArn"] = [$"\"arn:aws:iam::{Account}:role/x/anna\"", $"\"arn:aws:iam::{Account}:role/anna\"", "\"anna\"", "\"arn:aws:s3:::a:b:anna\""],
        ["n"] = ["\"5\"", "\"5.0\"", "\"7\"", "\"-5\"", "\"five\""],
        ["b"] = ["\"true\"", "\"FALSE\"", "\"x\""],
        ["ip"] = ["\"10.1.2.3\"", "\"192.0.2.1\"", "\"2001:db8::1\"", "\"x\""],
        ["d"] = ["\"2026-11-23T00:00:00Z\"", "\"2026-11-24T00:00:00Z\"", "\"2026\"", "\"1795392000\"", "\"x\""],
        ["bin"] = ["\"QUJD\"", "\"QQ==\"", "\"x\""],
    };

    public static readonly string[] Actions = ["billingconductor:ListBillingGroups", "billingconductor:UpdateBillingGroup", "s3:GetObject", "kms:Decrypt"];

    public static readonly string[] Resources =
    [
        "*", Bc + "billinggroup/anna", Bc + "billinggroup/*", Bc + "pricingplan/blue", "arn:aws:s3:::anna/blue", "arn:aws:s3:::anna/é😀", "arn:aws:logs:us-east-1:1:a:b",
    ];

    // The last one starts with the Kelvin sign, which folds to k everywhere but in ASCII.
    public static readonly string[] ActionPatterns =
    [
        "*", "*:*", "billingconductor:*", "billingconductor:list*", "billingconductor:*Group", "s3:Get?bject", "billing:*", "s3*", "k?s:*", "no:Such", "\u212Ams:Decrypt",
    ];

    public static readonly string[] ResourcePatterns =
    [
        "*", "**", "arn:*", Bc + "*", "arn:aws:*:*:*:*", "arn:aws:?3:::*", "arn:aws:s*:::anna*", "arn:aws:logs:*:a:b", "arn:aws:logs:*1:a:b", "ARN:AWS:S3:::anna/*", "arn:aws:s3:::anna/é?", "arn:aws:s3:::anna/é??",
    ];

    /// <summary>ARNs of fewer than six fields.</summary>
    public static readonly string[] IncompleteArns = ["arn:aws:billingconductor", "arn:aws:billingconductor:*", "arn:aws:s3", "arn:aws:s?", "arn:aws:logs:us-east-1:*"];

    public static readonly string[] VariablePatterns =
    [
        Bc + "billinggroup/${aws:username}", Bc + "*/${aws:PrincipalTag/team}", Bc + "billinggroup/${*}", "arn:aws:s3:::${AWS:UserName}/${aws:TagKeys}",
        Bc + "billinggroup/${aws:PrincipalTag/team, 'anna'}", "arn:aws:s3:::anna/${aws:username}", "arn:aws:s3:::anna/${aws:PrincipalTag/none, '*'}", "arn:aws:${aws:username}:::anna/blue",
    ];

    public static readonly string[] Callers =
    [
        $"arn:aws:iam::{Account}:role/x/anna", $"arn:aws:sts::{Account}:assumed-role/anna/now", $"arn:aws:iam::{Account}:user/anna", $"arn:aws:iam::{OtherAccount}:role/anna",
    ];

    /// <summary>What a Principal element may name.</summary>
    public static readonly string[] Principals = ["*", Account, $"arn:aws:iam::{Account}:root", OtherAccount, $"arn:aws:iam::{Account}:role/*", .. Callers];

    /// <summary>Operators with keys and values of their kind.</summary>
    public static readonly (string[] Operators, string[] Keys, string[] Values)[] Clauses =
    [
        (["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
            ["aws:username", "aws:PrincipalTag/team", "aws:TagKeys"],
            ["anna", "blue", "a*", "*", "Anna", "blüe", "é?", "?😀", "${aws:username}", "${*}", "a${?}", "${aws:PrincipalTag/team, 'blue'}", "${aws:TagKeys}", "${}", ""]),
        (["ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"],
            ["aws:PrincipalArn"],
            ["arn:aws:iam::*:role/anna", "arn:*:*:*:*:*", $"arn:aws:iam::{Account}:role/*${{aws:username}}", "arn:aws:iam:*:role/anna", "*", "arn:aws:s3:::a*anna", "arn:aws:iam::1111222?3333:role/*"]),
        (["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"], ["n"], ["5", "6.5", "-5.0", "7", "x", "${n}"]),
        (["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
            ["d"], ["2026-11-23T00:00:00Z", "2026-11-23T12:00:00Z", "2026-11-23T01:00:00+01:00", "2026-01-01T00:00:00Z", "1795392000", "2026", "x"]),
        (["Bool"], ["b"], ["true", "false", "TRUE", "x"]),
        (["BinaryEquals"], ["bin"], ["QUJD", "QQ==", "QUJE", "x"]),
        (["IpAddress", "NotIpAddress"], ["ip"], ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "192.0.2.1", "10.1.2.2/31", "10.1.2.3/32", "2001:db8::1", "::/0", "x"]),
    ];
}
