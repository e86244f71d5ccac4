using System.Globalization;
using System.Text;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class FolderStoreTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("auditor-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_document_is_created_once_and_read_back()
    {
        var store = Store("new/folder");
        Assert.Null(await store.ReadAsync("runs/1/report.json", default));
        Assert.True(await store.TryCreateAsync("runs/1/report.json", "one"u8.ToArray(), default));
        Assert.False(await store.TryCreateAsync("runs/1/report.json", "two"u8.ToArray(), default));
        Assert.Equal("one", Text(await store.ReadAsync("runs/1/report.json", default)));
        Assert.Equal("one", await File.ReadAllTextAsync(new Uri(store.UriOf("runs/1/report.json")).LocalPath));
    }

    [Fact]
    public async Task Only_the_version_that_was_read_is_replaced()
    {
        var store = Store();
        await store.TryCreateAsync("state.json", "one"u8.ToArray(), default);
        var first = (await store.ReadAsync("state.json", default))!;
        Assert.True(await store.TryReplaceAsync("state.json", "two"u8.ToArray(), first.Version, default));
        Assert.False(await store.TryReplaceAsync("state.json", "three"u8.ToArray(), first.Version, default));
        Assert.Equal("two", Text(await store.ReadAsync("state.json", default)));
    }

    [Fact]
    public async Task What_is_gone_is_not_replaced() =>
        Assert.False(await Store().TryReplaceAsync("state.json", "x"u8.ToArray(), "version", default));

    [Fact]
    public async Task No_change_is_lost_when_many_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            // A store of its own each, as processes have it.
            var store = Store();
            for (var i = 0; i < 10; i++)
            {
                while (!await IncrementAsync(store))
                {
                }
            }
        })));
        Assert.Equal("40", Text(await Store().ReadAsync("count", default)));
        Assert.Equal([".lock", "count"], Directory.GetFiles(root).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_somebody_holds_the_lock_nothing_is_written()
    {
        var store = Store();
        await store.TryCreateAsync("a", "one"u8.ToArray(), default);
        Task<bool> writing;
        using (new FileStream(Path.Combine(root, ".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            writing = store.TryCreateAsync("b", "two"u8.ToArray(), default);
            Assert.NotEqual(writing, await Task.WhenAny(writing, Task.Delay(60, TestContext.Current.CancellationToken)));
            Assert.False(File.Exists(Path.Combine(root, "b")));
        }

        Assert.True(await writing);
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/absolute")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData(".lock")]
    [InlineData("a\\b")]
    [InlineData("C:")]
    public async Task A_key_cannot_leave_the_folder(string key) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store().TryCreateAsync(key, "x"u8.ToArray(), default));

    [Fact]
    public async Task A_file_in_the_folders_place_is_told()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "file"), "x", TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => Store("file").TryCreateAsync("a", "x"u8.ToArray(), default));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    private FolderStore Store(string folder = "") => new(Path.Combine(root, folder), TimeProvider.System);

    private static async Task<bool> IncrementAsync(FolderStore store)
    {
        var read = await store.ReadAsync("count", default);
        if (read is null)
            return await store.TryCreateAsync("count", "1"u8.ToArray(), default);
        var next = int.Parse(Text(read)!, CultureInfo.InvariantCulture) + 1;
        return await store.TryReplaceAsync(
            "count", Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture)), read.Version, default);
    }

    private static string? Text(StoredDocument? document) => document is null ? null : Encoding.UTF8.GetString(document.Content.Span);
}
