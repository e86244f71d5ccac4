using System.Globalization;
using System.Text;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Engine.Tests.Json;

namespace Auditor.Engine.Tests.Policies;

/// <summary>A document that is only looked over says what it says when it is parsed.</summary>
public sealed class LookedOverTests
{
    private const string Plain = """{"Version":"2012-10-17","Statement":[{"Sid":"One","Effect":"Allow","Action":["s3:Get*","ec2:RunInstances"],"Resource":"*","Condition":{"Bool":{"a":true},"StringLike":{"b":["1",2],"c":"d"}}},{"Effect":"Deny","Action":"iam:PassRole","NotResource":["a","b"]}]}""";

    [Theory]
    [InlineData(Plain)]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"},"Version":"2012-10-17"}""")]
    [InlineData("""{"Version":"2008-10-17","Statement":{"Resource":[],"Action":"S3:a","Effect":"Deny","Sid":""}} """)]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Sid":"a"},{"Effect":"Allow","Action":"s3:*","Resource":"*","Sid":"A"},{"Effect":"Allow","Action":"s3:*","Resource":"*","Sid":""},{"Effect":"Allow","Action":"s3:*","Resource":"*","Sid":""}]}""")]
    public void What_plainly_speaks_of_other_services_is_looked_over(string json)
    {
        Assert.NotNull(OutlineReader.Of(Encoding.UTF8.GetBytes(json)));
        var document = PolicyParser.Parse(json, PolicyType.IdentityBased);

        Assert.False(document.MayNameAny(ServiceBits.Of(ServiceCatalog.BillingConductor)));
        AssertAlike(PolicyParser.ParseWhole(Encoding.UTF8.GetBytes(json), PolicyType.IdentityBased), document);
    }

    [Theory]
    [InlineData("a number for statements", """{"Statement":3}""")]
    [InlineData("no statement", """{"Version":"2012-10-17"}""")]
    [InlineData("another version", """{"Version":"2013-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("a version that is no text", """{"Version":2012,"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("a version twice", """{"Version":"2012-10-17","Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("statements twice", """{"Statement":[],"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("no action of any service", """{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""")]
    [InlineData("an id", """{"Id":"a","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("text behind the document", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}} {}""")]
    [InlineData("another effect", """{"Statement":{"Effect":"allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("no effect", """{"Statement":{"Action":"s3:*","Resource":"*"}}""")]
    [InlineData("no action", """{"Statement":{"Effect":"Allow","Resource":"*"}}""")]
    [InlineData("no resource", """{"Statement":{"Effect":"Allow","Action":"s3:*"}}""")]
    [InlineData("both resources", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","NotResource":"a"}}""")]
    [InlineData("all but an action", """{"Statement":{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}}""")]
    [InlineData("every action", """{"Statement":{"Effect":"Allow","Action":["s3:*","*"],"Resource":"*"}}""")]
    [InlineData("actions of several services", """{"Statement":{"Effect":"Allow","Action":"s*:Get","Resource":"*"}}""")]
    [InlineData("a slip of billingconductor", """{"Statement":{"Effect":"Allow","Action":"billing-conductor:List*","Resource":"*"}}""")]
    [InlineData("an action without a service", """{"Statement":{"Effect":"Allow","Action":":Get","Resource":"*"}}""")]
    [InlineData("an action that is no text", """{"Statement":{"Effect":"Allow","Action":["s3:*",null],"Resource":"*"}}""")]
    [InlineData("an escape in an action", """{"Statement":{"Effect":"Allow","Action":"s3\u003aGet","Resource":"*"}}""")]
    [InlineData("a resource that is no text", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":["*",1]}}""")]
    [InlineData("an escape in a resource", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"\ud800"}}""")]
    [InlineData("an odd Sid", """{"Statement":{"Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("a Sid twice", """{"Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""")]
    [InlineData("a number for a Sid", """{"Statement":{"Sid":5,"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("an escape in a Sid", """{"Statement":{"Sid":"\u0061","Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("a principal", """{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("an element of another case", """{"Statement":{"effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("an element twice", """{"Statement":{"Effect":"Allow","Effect":"Allow","Action":"s3:*","Resource":"*"}}""")]
    [InlineData("an empty condition", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{}}}""")]
    [InlineData("an unknown operator", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringIs":{"a":"b"}}}}""")]
    [InlineData("an operator twice", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"a":"b"},"stringlike":{"b":"b"}}}}""")]
    [InlineData("an empty key twice", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"":"b","a":"b","":"b"}}}}""")]
    [InlineData("a key twice", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"a":"b","A":"b"}}}}""")]
    [InlineData("a key without value", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"a":[]}}}}""")]
    [InlineData("a null value", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"a":null}}}}""")]
    [InlineData("an operator without keys", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":"a"}}}""")]
    [InlineData("an operator twice, once with an escape", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"a":"b"},"String\u004cike":{"b":"b"}}}}""")]
    [InlineData("a key twice, once with an escape", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringLike":{"a":"b","\u0061":"b"}}}}""")]
    [InlineData("a condition that is text", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":"a"}}""")]
    [InlineData("a condition that is text, before an operator", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":"a","StringLike":{"a":"b"}}}""")]
    [InlineData("a condition that is none", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":[]}}""")]
    [InlineData("a character that IAM does not store", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"€"}}""")]
    [InlineData("a list", """[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]""")]
    [InlineData("a statement that is none", """{"Statement":["a"]}""")]
    [InlineData("broken JSON", """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}""")]
    public void What_is_not_plainly_right_is_parsed(string what, string json)
    {
        Assert.Equal((what, null), (what, OutlineReader.Of(Encoding.UTF8.GetBytes(json))));

        Assert.True(PolicyParser.Parse(json, PolicyType.IdentityBased).MayNameAny(ServiceBits.Of(ServiceCatalog.BillingConductor)), what);
    }

    [Fact]
    public void Many_statements_are_parsed()
    {
        var statements = string.Join(',', Enumerable.Repeat("""{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", 65));

        Assert.Null(OutlineReader.Of(Encoding.UTF8.GetBytes($$"""{"Statement":[{{statements}}]}""")));
    }

    [Fact]
    public void Many_names_of_one_condition_are_parsed()
    {
        string[] operators = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Bool", "Null", "IpAddress", "NotIpAddress", "NumericEquals"];

        Assert.NotNull(Outline(Operators(12)));
        Assert.Null(Outline(Operators(13)));
        Assert.NotNull(Outline("\"StringLike\":" + Keys(12)));
        Assert.Null(Outline("\"StringLike\":" + Keys(13)));

        string Operators(int count) => string.Join(',', operators.Take(count).Select(name => $"\"{name}\":{{\"a\":\"b\"}}"));

        static string Keys(int count) => "{" + string.Join(',', Enumerable.Range(0, count).Select(key => $"\"k{key}\":\"b\"")) + "}";

        static DocumentOutline? Outline(string condition) =>
            OutlineReader.Of(Encoding.UTF8.GetBytes("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{" + condition + "}}}"));
    }

    [Fact]
    public void Only_types_whose_statements_have_an_action_and_no_principal_are_looked_over() => Assert.All(Enum.GetValues<PolicyType>(), type =>
        Assert.Equal(type is not (PolicyType.IdentityBased or PolicyType.PermissionsBoundary), PolicyParser.Parse(Plain, type).MayNameAny(ServiceBits.Of("billing"))));

    [Fact]
    public void The_statements_on_an_action_are_the_readable_ones_that_cover_it()
    {
        var document = PolicyParser.Parse(
            """
            {"Statement":[
                {"Sid":"Lists","Effect":"Allow","Action":"billingconductor:List*","Resource":"*"},
                {"Sid":"Creates","Effect":"Allow","Action":"billingconductor:Create*","Resource":"*"},
                {"Sid":"Permits","Effect":"Permit","Action":"billingconductor:List*","Resource":"*"}]}
            """,
            PolicyType.IdentityBased);

        Assert.Equal(["Lists"], document.StatementsOn("billingconductor:listbillinggroups").Select(statement => statement.Sid));
        Assert.Empty(document.StatementsOn("iam:passrole"));
    }

    [Fact]
    public void Services_asked_about_have_a_bit_each()
    {
        var own = ServiceCatalog.Default.Services.Keys.Concat(["iam", "STS", "sso"]).Select(prefix => ServiceBits.Of(prefix)).ToArray();

        Assert.All(own, bit => Assert.True(ulong.IsPow2(bit)));
        Assert.Equal(own.Length, own.Append(ServiceBits.Of("s3")).Distinct().Count() - 1);
        Assert.Equal(ServiceBits.Of("s3"), ServiceBits.Of("EC2"));
        Assert.Equal(ServiceBits.All, ActionPatternSet.ServiceBitOf("s*:Get"));
    }

    [Fact]
    public void Whatever_is_looked_over_reads_the_same_when_parsed()
    {
        var random = new Random(1);
        var taken = 0;
        for (var run = 0; run < 30_000; run++)
        {
            var json = RandomJson.Damage(Encoding.UTF8.GetBytes(Document(random)), random);
            if (OutlineReader.Of(json) is null)
                continue;
            taken++;
            AssertAlike(PolicyParser.ParseWhole(json, PolicyType.IdentityBased), PolicyParser.Parse(json, PolicyType.IdentityBased));
        }

        Assert.InRange(taken, 3_000, 27_000);
    }

    private static void AssertAlike(PolicyDocument whole, PolicyDocument document)
    {
        Assert.Empty(whole.Problems);
        Assert.Empty(document.Problems);
        Assert.False(whole.IsUnreadable || document.IsUnreadable);
        Assert.Equal(whole.HasVariables, document.HasVariables);
        foreach (var service in ServiceCatalog.Default.Services.Keys.Concat(["iam", "sts", "sso", "s3"]).Where(service => !document.MayNameAny(ServiceBits.Of(service))))
            Assert.DoesNotContain(whole.Statements, statement => statement.CoversAction(service + ":get"));
        Assert.Equal(whole.Statements.Select(statement => (statement.Text, statement.Start, statement.End)), document.Statements.Select(statement => (statement.Text, statement.Start, statement.End)));
        Assert.Equal(document.Statements, document.Statements);
    }

    private static string Document(Random random)
    {
        var version = Any(random, "\"Version\":\"2012-10-17\",", "\"Version\": \"2008-10-17\" ,", "");
        var statements = string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Statement(random)));
        return $"{{{version}\"Statement\":[{statements}]}}";
    }

    private static string Statement(Random random)
    {
        var sid = Any(random, "", string.Create(CultureInfo.InvariantCulture, $"\"Sid\":\"S{random.Next(4)}\","));
        var actions = string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random, "\"s3:Get*\"", "\"iam:Get\"", "\"ec2:*\"", "\"S3:a\"", "\"sts:?et\"", "\"tax:get\"", Any(random, "\"*\"", "\"s3:g\"", "\"kms:g\""))));
        var condition = Any(random, "", "", ""","Condition":{"StringLike":{"a":"b"}}""", ""","Condition":{"StringLike":{"a":["b","c"],"b":"c"},"Bool":{"a":true}}""");
        return $$"""{{{sid}}"Effect":"{{Any(random, "Allow", "Deny")}}","{{Any(random, "Action", "Action", "Action", "NotAction")}}":[{{actions}}],"{{Any(random, "Resource", "NotResource")}}":"*"{{condition}}}""";
    }

    private static string Any(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
