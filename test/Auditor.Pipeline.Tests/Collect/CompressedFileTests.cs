using System.IO.Compression;
using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class CompressedFileTests : IDisposable
{
    private const string File = $"accounts/{Account}/authorization-details.json";
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void A_compressed_file_is_read_and_named_in_gaps()
    {
        var reading = snapshot.WriteCompressed(File, Details(Role("r") + ",7")).Read();
        Assert.Single(reading.Account.Roles);
        Assert.Equal(File + ".gz", Assert.Single(reading.Gaps).File);
    }

    [Fact]
    public void The_plain_file_comes_first() =>
        Assert.Equal("plain", snapshot.WriteCompressed(File, Details(Role("packed"))).WriteDetails(Details(Role("plain"))).Read().Account.Roles[0].Name);

    [Theory]
    [InlineData("this is no gzip")]
    [InlineData("")]
    public void A_damaged_file_is_a_gap(string text)
    {
        snapshot.Write(File + ".gz", text);
        Assert.Equal(GapKind.FileUnreadable, Assert.Single(snapshot.Read().Gaps).Kind);
    }

    [Fact]
    public void A_cut_off_file_is_a_gap()
    {
        snapshot.WriteCompressed(File, Details(string.Join(',', Enumerable.Range(0, 500).Select(number => Role($"r{number}")))));
        var path = Path.Combine(snapshot.Root, File + ".gz");
        System.IO.File.WriteAllBytes(path, System.IO.File.ReadAllBytes(path)[..^200]);
        Assert.Equal(GapKind.FileUnreadable, Assert.Single(snapshot.Read().Gaps).Kind);
    }

    [Theory]
    [InlineData(99_999, false)]
    [InlineData(100_000, true)]
    public void A_file_that_swells_beyond_the_limit_is_refused(int limit, bool isRead)
    {
        snapshot.WriteCompressed(File, "{\"x\":0" + new string(' ', 99_993) + "}");
        var bytes = FileBytes.Read(Path.Combine(snapshot.Root, File + ".gz"), largestDecompressed: limit);
        Assert.Equal(isRead, bytes.Error is null);
        if (!isRead)
            Assert.Equal("the file has more than 99999 bytes when decompressed", bytes.Error);
    }

    [Fact]
    public void Long_compressed_files_come_out_whole()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write("{"u8);
            for (var block = 0; block < 300; block++)
                gzip.Write("                                "u8);
            gzip.Write("}"u8);
        }

        snapshot.Write("x.gz", packed.ToArray());
        Assert.Equal(9_602, FileBytes.Read(Path.Combine(snapshot.Root, "x.gz")).Content.Length);
    }
}
