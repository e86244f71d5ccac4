using System.Diagnostics;
using System.Text;
using Auditor.Pipeline.Explain;

namespace Auditor.Pipeline.Tests.Explain;

/// <summary>Hostile and very large inputs: an answer in time, whatever stands in them.</summary>
public sealed class DenialReaderTests
{
    private const int Large = 2_000_000;
    private const string Sentence = "User: arn:aws:iam::111122223333:user/{0} is not authorized to perform: billingconductor:ListBillingGroups on resource: *";

    private const string Record =
        """{"eventVersion":"1.11","eventName":"ListBillingGroups","eventSource":"billingconductor.amazonaws.com","errorCode":"AccessDenied","userIdentity":{"arn":"arn:aws:iam::111122223333:user/{0}"}}""";

    public static TheoryData<string, string> Repeated => new()
    {
        { "anchors", "User:" },
        { "anchors with spaces", "User: " },
        { "anchors with ARNs", "User: arn:" },
        { "anchors with lines", "User:\narn:" },
        { "principals without an end", "User: arn:aws:iam::111122223333:user/a is not " },
        { "sentences without spaces between", "User: arn:aws:iam::111122223333:user/a is not authorized to perform: s3:GetObject on resource: x" },
        { "sentences with a pointer that does not end", "User: arn:aws:iam::111122223333:root is not authorized to perform: s3:GetObject. Go to https:// " },
        { "lines within a name", "User: arn:aws:iam::111122223333:root is not authorized to perform: s3:\nG\ne\nt\nO\nb\nj\n" },
        { "lines", "\n" },
        { "spaces", " " },
        { "backslashes", "\\" },
        { "reasons", " because no with an explicit deny" },
        { "codes", "AccessDenied" },
        { "brackets in lines", "[\n" },
        { "braces in lines", "{\n" },
        { "objects that do not end", "{\"a\":" },
        { "empty objects", "{}" },
        { "broken records", "{\"eventVersion\":\n" },
        { "letters", "a" },
        { "the same sentence", Sentence + "\n" },
        { "half of a surrogate pair", "\ud800" },
    };

    [Theory]
    [MemberData(nameof(Repeated))]
    public void Two_megabytes_are_read_in_time(string name, string part)
    {
        var text = new StringBuilder(Large).Insert(0, part, Large / part.Length).ToString();
        var bytes = Encoding.UTF8.GetBytes(text);
        var started = Stopwatch.StartNew();

        var reading = DenialReader.Read(bytes);

        Assert.True(started.Elapsed < TimeSpan.FromSeconds(10), $"{name}: {started.Elapsed}");
        // What the process's pools keep for the next time is no memory of this text; collections that other tests cause empty them.
        var memory = Enumerable.Range(0, 5).Min(_ => AllocatedBy(() => DenialReader.Read(bytes))) / (double)bytes.Length;
        Assert.True(memory < 20, $"{name}: {memory} times its input");
        Assert.Equal(reading.Denials.IsEmpty, reading.Problem is not null);
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Of_100_000_records_1_000_denials_are_listed_and_the_others_counted()
    {
        var lines = Enumerable.Range(0, 100_000).Select(number => Record.Replace("{0}", $"u{number}", StringComparison.Ordinal));

        var reading = DenialReader.Read(Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', lines)}]}}"));

        Assert.Equal(DenialReader.MostDenials, reading.Denials.Length);
        Assert.Equal(100_000, reading.RecordCount);
        Assert.Equal(99_000, reading.UnlistedCount);
        Assert.Equal("arn:aws:iam::111122223333:user/u999", reading.Denials[^1].PrincipalArn);
    }

    [Fact]
    public void Of_many_texts_1_000_are_listed_and_the_others_counted()
    {
        var lines = Enumerable.Range(0, 5_000).Select(number => Sentence.Replace("{0}", $"u{number}", StringComparison.Ordinal));

        var reading = DenialReader.Read(string.Join("\n\n", lines));

        Assert.Equal(DenialReader.MostDenials, reading.Denials.Length);
        Assert.Equal(4_000, reading.UnlistedCount);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_read_around()
    {
        byte[] bytes = [0xC3, 0x28, .. Encoding.UTF8.GetBytes(Sentence.Replace("{0}", "bob", StringComparison.Ordinal)), (byte)' ', 0xFF];

        Assert.Equal("arn:aws:iam::111122223333:user/bob", Assert.Single(DenialReader.Read(bytes).Denials).PrincipalArn);
    }

    [Fact]
    public void A_file_of_a_shell_that_writes_UTF_16_is_told_as_such() =>
        Assert.Contains("UTF-16; save it as UTF-8", DenialReader.Read((byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Record)]).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_member_that_is_no_text_counts_as_absent()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Record.Replace("}}", "},\"errorMessage\":\"", StringComparison.Ordinal)), 0xC3, .. "\"}"u8];

        Assert.Null(Assert.Single(DenialReader.Read(bytes).Denials).ErrorMessage);
    }

    [Fact]
    public void A_record_under_deep_nesting_is_read_and_deeper_nesting_is_broken_JSON()
    {
        string Nested(int depth) => Record[..^1] + $",\"requestParameters\":{string.Concat(Enumerable.Repeat("[", depth))}{string.Concat(Enumerable.Repeat("]", depth))}}}";

        Assert.Single(DenialReader.Read(Nested(150)).Denials);
        Assert.Contains("broken", DenialReader.Read(Nested(250)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_lines_between_records_are_counted()
    {
        var lines = Enumerable.Range(0, 1_000).Select(number => number % 2 == 0 ? "{broken" : Record);

        var reading = DenialReader.Read(string.Join('\n', lines));

        Assert.Equal(500, reading.RecordCount);
        Assert.Equal(500, reading.UnplacedCount);
    }
}
