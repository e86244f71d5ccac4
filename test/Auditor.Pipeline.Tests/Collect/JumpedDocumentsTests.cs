using System.Globalization;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

/// <summary>Documents are passed over by their braces, and known ones by their bytes: nobody may be able to tell.</summary>
public sealed class JumpedDocumentsTests
{
    private const int Runs = 1_500;
    private const string OddText = """{"Statement":[{"Sid":"a\"}b","Effect":"Deny","Action":"s3:*","Resource":["*"]}]}""";
    private static readonly string[] Pieces = ["", "\"", "{", "}", "]", ",", "null", "\\\"", "\\", "}}", "{\"a\":", "\n", "\"}", "\\ud800", "7"];

    private static string File => Details(
        Role("r", $$$""" "RolePolicyList":[{"PolicyName":"x","PolicyDocument":{{{AllowAll}}}},{"PolicyName":"}{","PolicyDocument":{{{OddText}}}}] """),
        Policy("p", AllowAll) + "," + Managed(AllowAll) + "," + Dated);

    private static string Dated => Managed(AllowAll, "SecurityAudit", ""","CreateDate":"2025-01-02T03:04:05+00:00"  """);

    [Fact]
    public void A_damaged_file_has_the_gap_that_the_runtime_s_reader_gives_it()
    {
        var random = new Random(20261128);
        for (var run = 0; run < Runs; run++)
        {
            var bytes = Damage(File, random);
            var (account, gaps) = Read(bytes, new PolicyLibrary());
            if (ErrorIn(bytes) is not { } error)
            {
                Assert.DoesNotContain(gaps, gap => gap.Error.StartsWith("not JSON", StringComparison.Ordinal) && gap.Kind == GapKind.FileUnreadable);
                continue;
            }

            Assert.Null(account);
            var gap = Assert.Single(gaps);
            Assert.Equal("not JSON: " + JsonWords.Reason(error), gap.Error);
            var place = new TextPlaces(bytes).At(error.LineNumber!.Value, error.BytePositionInLine!.Value);
            Assert.Equal((place.Line, place.Column), (gap.Line, gap.Column));
        }
    }

    [Fact]
    public void A_library_that_knows_documents_changes_nothing()
    {
        var random = new Random(7);
        var warm = new PolicyLibrary();
        Read(Encoding.UTF8.GetBytes(File), warm);
        for (var run = 0; run < Runs; run++)
        {
            var bytes = Damage(File, random);
            var expected = Describe(Read(bytes, new PolicyLibrary()));
            Assert.Equal(expected, Describe(Read(bytes, warm)));
            Assert.Equal(expected, Describe(Read(bytes, new PolicyLibrary((_, _) => 0, 0, 0))));
        }
    }

    /// <summary>The list of versions as a whole is passed over only where it is the same, byte for byte.</summary>
    [Theory]
    [InlineData("the same", "", "", true)]
    [InlineData("another date", "2025-01-02", "2025-01-03", false)]
    [InlineData("no date", "2025-01-02T", "", false)]
    [InlineData("another version", "\"VersionId\":\"v2\"", "\"VersionId\":\"v3\"", false)]
    [InlineData("not in force", "\"IsDefaultVersion\":true", "\"IsDefaultVersion\":false", false)]
    [InlineData("white space", "\"IsDefaultVersion\":true", "\"IsDefaultVersion\": true", false)]
    [InlineData("another document", "Allow", "Deny", false)]
    [InlineData("one more version", "}]}", "},{\"VersionId\":\"v1\",\"IsDefaultVersion\":false}]}", false)]
    public void A_list_of_versions_is_passed_over_where_it_is_the_likely_one(string what, string old, string changed, bool isPassed)
    {
        var warm = new PolicyLibrary();
        Read(Encoding.UTF8.GetBytes(Details("", Dated)), warm);
        var likely = warm.LikelyOf("arn:aws:iam::aws:policy/SecurityAudit");
        Assert.NotNull(likely);
        var other = old.Length == 0 ? Dated : Dated.Replace(old, changed, StringComparison.Ordinal);
        var list = other[other.IndexOf('[', StringComparison.Ordinal)..];

        Assert.Equal((what, isPassed), (what, CanPass(Encoding.UTF8.GetBytes(list[..^1]), likely)));
        var bytes = Encoding.UTF8.GetBytes(Details("", other));
        Assert.Equal(Describe(Read(bytes, new PolicyLibrary())), Describe(Read(bytes, warm)));
    }

    private static bool CanPass(byte[] list, LikelyPolicy likely)
    {
        var cursor = new JsonCursor(list, new TextPlaces(list), new FileGaps(null, "file"), new JumpedDocuments());
        if (cursor.LikelyVersions(likely) is not { } document)
            return false;
        Assert.Equal(Encoding.UTF8.GetBytes(AllowAll), document.Value.ToArray());
        cursor.Finish();
        return true;
    }

    /// <summary>Deeper than a policy may be nested, but not too deep for the file.</summary>
    [Theory]
    [InlineData(70)]
    [InlineData(180)]
    public void A_document_that_is_nested_too_deep_is_its_own_gap(int depth)
    {
        var deep = $"{{\"Statement\":{new string('[', depth)}{new string(']', depth)}}}";
        var (account, gaps) = Read(Encoding.UTF8.GetBytes(Details(Role("r"), Policy("p", deep))), new PolicyLibrary());
        Assert.NotNull(account);
        Assert.Equal(GapKind.PolicyUnreadable, Assert.Single(gaps).Kind);
    }

    [Fact]
    public void A_version_that_is_not_in_force_has_to_be_JSON_too()
    {
        var policy = Managed(AllowAll).Replace("\"PolicyVersionList\":[", "\"PolicyVersionList\":[{\"VersionId\":\"v1\",\"IsDefaultVersion\":false,\"Document\":{\"a\" 1}},", StringComparison.Ordinal);
        var (account, gaps) = Read(Encoding.UTF8.GetBytes(Details(Role("r"), policy)), new PolicyLibrary());
        Assert.Null(account);
        Assert.StartsWith("not JSON", Assert.Single(gaps).Error, StringComparison.Ordinal);
    }

    private static string Managed(string document, string name = "ReadOnlyAccess", string more = "") =>
        $$"""{"PolicyName":"{{name}}","Arn":"arn:aws:iam::aws:policy/{{name}}","Path":"/","DefaultVersionId":"v2","PolicyVersionList":[{"Document":{{document}},"VersionId":"v2","IsDefaultVersion":true{{more}}}]}""";

    private static (AccountSnapshot? Account, IReadOnlyList<Gap> Gaps) Read(byte[] bytes, PolicyLibrary library)
    {
        var gaps = new FileGaps(Account, "f.json");
        var account = SnapshotFile.Read<AccountSnapshot>(FileBytes.Of(bytes), gaps, new AuthorizationDetailsReader(Account, library, everyVersion: false).Read);
        return (account, gaps.ToImmutable());
    }

    private static JsonException? ErrorIn(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 200 });
            while (reader.Read())
                reader.Skip();
            return null;
        }
        catch (JsonException error)
        {
            return error;
        }
    }

    private static byte[] Damage(string text, Random random)
    {
        for (var times = random.Next(3); times > 0; times--)
        {
            var at = random.Next(text.Length);
            text = text.Remove(at, Math.Min(random.Next(0, 4), text.Length - at)).Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static string Describe((AccountSnapshot? Account, IReadOnlyList<Gap> Gaps) reading)
    {
        var text = new StringBuilder();
        foreach (var gap in reading.Gaps)
            text.Append(CultureInfo.InvariantCulture, $"{gap}\n");
        foreach (var role in reading.Account?.Roles ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{role.Arn} {Describe(role.TrustPolicy)} {string.Join(',', role.AttachedPolicies)}\n");
            foreach (var policy in role.InlinePolicies)
                text.Append(CultureInfo.InvariantCulture, $"{policy.Name} {Describe(policy.Document)}\n");
        }

        foreach (var policy in reading.Account?.ManagedPolicies.Values ?? [])
            text.Append(CultureInfo.InvariantCulture, $"{policy.Arn} {policy.Name} {policy.Path} {policy.DefaultVersionId} {policy.VersionCreateDate:O} {Describe(policy.Document)}\n");
        return text.ToString();
    }

    private static string Describe(PolicyDocument document) => string.Join(
        '|',
        document.Statements.Select(statement => $"{statement.Start}-{statement.End} {statement.Text} {statement.IsUnreadable} {string.Join(',', statement.Actions)}")
            .Concat(document.Problems.Select(problem => problem.ToString())));
}
