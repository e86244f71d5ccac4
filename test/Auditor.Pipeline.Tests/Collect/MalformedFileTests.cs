using System.Diagnostics;
using System.Text;
using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class MalformedFileTests : IDisposable
{
    private const string File = $"accounts/{Account}/authorization-details.json";
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n\t", "empty")]
    [InlineData("{", "not JSON")]
    [InlineData("{\"RoleDetailList\":[", "not JSON")]
    [InlineData("{}", "get-account-authorization-details")]
    [InlineData("{\"Roles\":[]}", "get-account-authorization-details")]
    [InlineData("{} {}", "not JSON")]
    [InlineData("nonsense", "not JSON")]
    [InlineData("// comment\n{}", "not JSON")]
    [InlineData("[]", "the file must be an object, not a list")]
    [InlineData("null", "the file must be an object, not null")]
    [InlineData("7", "the file must be an object, not a number")]
    public void A_file_that_is_not_what_it_should_be_is_one_gap(string text, string error)
    {
        var gap = Unread(Encoding.UTF8.GetBytes(text));
        Assert.Contains(error, gap.Error, StringComparison.Ordinal);
        Assert.Equal(1, gap.Line);
    }

    [Fact]
    public void Whatever_is_cut_off_never_throws()
    {
        var bytes = Encoding.UTF8.GetBytes(Details(Role("r", """ "Tags":[{"Key":"k","Value":"v"}] """), Policy("p", AllowAll)));
        for (var length = 0; length < bytes.Length; length += 3)
        {
            snapshot.Write(File, bytes[..length]);
            Assert.Equal(GapKind.FileUnreadable, Assert.Single(snapshot.Read().Gaps).Kind);
        }
    }

    [Fact]
    public void The_place_of_broken_json_is_named()
    {
        var gap = Unread(Encoding.UTF8.GetBytes("{\n  \"Pfäd\": ,}"));
        Assert.Equal((2, 11), (gap.Line, gap.Column));
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_with_the_limit()
    {
        var text = "{\"RoleDetailList\":[],\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}";
        Assert.Contains("200", Unread(Encoding.UTF8.GetBytes(text)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_and_fifty_levels_are_read()
    {
        var text = "{\"RoleDetailList\":[],\"x\":" + new string('[', 150) + new string(']', 150) + "}";
        Assert.Empty(snapshot.WriteDetails(text).Read().Gaps);
    }

    [Fact]
    public void Utf16_is_named()
    {
        Assert.Contains("UTF-16", Unread([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]).Error, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Unread([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("{}")]).Error, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Unread(Encoding.Unicode.GetBytes("{}")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_have_a_place()
    {
        var gap = Unread([.. "{\n \"ä\": \""u8, 0xFF, .. "\"}"u8]);
        Assert.Equal((2, 8, "not valid UTF-8"), (gap.Line, gap.Column, gap.Error));
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        var text = Details("\n" + Role("r", """ "RolePolicyList":7 """));
        var reading = snapshot.Write(File, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]).Read();
        Assert.True(reading.Account.IsRead);
        Assert.Equal(2, Assert.Single(reading.Gaps).Line);
    }

    [Theory]
    [InlineData("{\"RoleDetailList\":{},\"Policies\":[]}")]
    [InlineData("{\"RoleDetailList\":\"x\",\"Policies\":[]}")]
    [InlineData("{\"RoleDetailList\":[7]}")]
    [InlineData("{\"RoleDetailList\":[null]}")]
    [InlineData("{\"RoleDetailList\":[],\"RoleDetailList\":[]}")]
    public void A_wrong_type_or_a_second_member_is_a_gap_with_its_place(string text)
    {
        var reading = snapshot.WriteDetails(text.Replace("{\"Role", "{\"UserDetailList\":[" + User + "],\"Role", StringComparison.Ordinal)).Read();
        Assert.Single(reading.Account.Users);
        var gap = Assert.Single(reading.Gaps);
        Assert.Equal((GapKind.FileUnreadable, File, 1), (gap.Kind, gap.File, gap.Line));
    }

    [Fact]
    public void A_hundred_megabytes_of_something_else_are_passed_over()
    {
        var element = Encoding.UTF8.GetBytes("{\"a\":[1,2,3],\"b\":\"" + new string('x', 4_000) + "\"},");
        var bytes = new byte[100_000_000];
        var at = Append(bytes, 0, "{\"Unknown\":["u8);
        while (at < bytes.Length - 5_000)
            at = Append(bytes, at, element);
        at = Append(bytes, at, "0],\"RoleDetailList\":[7]}"u8);
        bytes.AsSpan(at).Fill((byte)' ');
        snapshot.Write(File, bytes);
        var watch = Stopwatch.StartNew();
        Assert.True(Assert.Single(snapshot.Read().Gaps).Column > 99_000_000);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void A_file_full_of_errors_is_a_bounded_number_of_gaps()
    {
        var text = "{\"RoleDetailList\":[" + string.Join(',', Enumerable.Repeat("7", 200_000)) + "]}";
        var gaps = snapshot.WriteDetails(text).Read().Gaps;
        Assert.Equal(5_001, gaps.Length);
        Assert.Equal("195000 more errors are not listed", gaps[^1].Error);
    }

    [Fact]
    public void The_other_files_of_the_account_are_read()
    {
        snapshot.WriteDetails("{").Write($"accounts/{Account}/activity.json", """{"From":"2026-01-01T00:00:00Z","Events":[]}""");
        var reading = snapshot.Read();
        Assert.False(reading.Account.IsRead);
        Assert.NotNull(reading.Account.Activity);
    }

    private static string User => $$"""{"Path":"/","UserName":"u","UserId":"AIDA1","Arn":"arn:aws:iam::{{Account}}:user/u"}""";

    private static int Append(byte[] bytes, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(at));
        return at + text.Length;
    }

    private Gap Unread(byte[] bytes)
    {
        var reading = snapshot.Write(File, bytes).Read();
        Assert.False(reading.Account.IsRead);
        var gap = Assert.Single(reading.Gaps);
        Assert.Equal((GapKind.FileUnreadable, Account, File), (gap.Kind, gap.Account, gap.File));
        return gap;
    }
}
