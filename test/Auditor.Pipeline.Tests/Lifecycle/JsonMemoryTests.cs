using System.Text;
using Auditor.Pipeline.Lifecycle;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

public sealed class JsonMemoryTests : IDisposable
{
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void What_is_cut_off_anywhere_cannot_be_used_and_is_told()
    {
        var json = Written();
        for (var length = 0; length < json.Length; length += 7)
        {
            Assert.Null(JsonMemoryReader.Read(json.AsMemory(0, length), out var problem));
            Assert.NotNull(problem);
        }
    }

    [Theory]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":2", "a newer program has written it")]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":0", "which no program has written")]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":\"1\"", "a member is missing or of another type")]
    [InlineData("\"findings\":[", "\"found\":[", "a member is missing or of another type")]
    [InlineData("\"severity\":\"medium\"", "\"severity\":\"grave\"", "a member is missing or of another type")]
    [InlineData("\"status\":\"open\"", "\"status\":\"lost\"", "a member is missing or of another type")]
    [InlineData("\"policies\":[0]", "\"policies\":[7]", "a member is missing or of another type")]
    [InlineData("\"hashes\":\"", "\"hashes\":\"AAAA", "a member is missing or of another type")]
    [InlineData("\"sharedStatements\":\"", "\"sharedStatements\":\"AAAA", "a member is missing or of another type")]
    [InlineData("\"held\":\"", "\"held\":\"xyz", "a member is missing or of another type")]
    public void What_is_damaged_cannot_be_used_and_is_told(string from, string to, string expected)
    {
        var text = Encoding.UTF8.GetString(Written());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Null(JsonMemoryReader.Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), out var problem));
        Assert.EndsWith(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_are_not_there_yet_are_none()
    {
        var memory = JsonMemoryReader.Read("""{"schemaVersion":1,"generatedAt":"2026-01-02T06:00:00Z","findings":[]}"""u8.ToArray(), out var problem);
        Assert.Null(problem);
        Assert.Equal((0UL, 0, 0, 0), (memory!.KnownActions, memory.Accounts.Count, memory.History.Length, memory.Gaps.Count));
    }

    [Fact]
    public void Since_when_nobody_has_seen_a_finding_older_versions_told_by_when_it_was_last_found()
    {
        var text = Encoding.UTF8.GetString(Written());
        var found = runs.Today;
        var read = JsonMemoryReader.Read(Encoding.UTF8.GetBytes(text.Replace("\"generatedAt\":\"2026-01-02", "\"generatedAt\":\"2026-01-04", StringComparison.Ordinal)), out _)!;
        Assert.All(read.Findings.Values, finding => Assert.Equal((found, found.AddSeconds(1)), (finding.LastSeen, finding.UnseenSince)));
        Assert.All(JsonMemoryReader.Read(Encoding.UTF8.GetBytes(text), out _)!.Findings.Values, finding => Assert.Null(finding.UnseenSince));
    }

    [Fact]
    public void Actions_that_another_catalogue_has_are_left_out()
    {
        var text = Encoding.UTF8.GetString(Written()).Replace("\"DeleteBillingGroup\"", "\"DeleteEverything\"", StringComparison.Ordinal);
        var memory = JsonMemoryReader.Read(Encoding.UTF8.GetBytes(text), out _)!;
        Assert.Equal(33, System.Numerics.BitOperations.PopCount(memory.KnownActions));
        Assert.Equal(0UL, memory.Accounts["111122223333"].Principals.Single().Held & ~memory.KnownActions);
    }

    private byte[] Written()
    {
        runs.Payer(Holder("a")).In(Member, Holder("m", "s3:Get*", Member));
        runs.Run();
        return JsonMemory.Write(runs.Memory!);
    }
}
