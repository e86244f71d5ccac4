using Auditor.Pipeline.Publish;

namespace Auditor.Function.Answers;

/// <summary>An answer in the bucket.</summary>
internal static class StoredAnswer
{
    /// <summary>Stores an answer that is too large, and gives the one that links it.</summary>
    public static async Task<ReadOnlyMemory<byte>> LinkAsync(IReportStore store, ReadOnlyMemory<byte> answer, string name)
    {
        var uri = await KeepAsync(store, answer, name).ConfigureAwait(false);
        return AnswerJson.Write(writer => writer.WriteString("answerUri", uri));
    }

    /// <summary>Stores an answer, and gives its place. A retry of the same event leaves the first one.</summary>
    public static async Task<string> KeepAsync(IReportStore store, ReadOnlyMemory<byte> answer, string name)
    {
        var key = $"answers/{name}.json";
        await store.TryCreateAsync(key, answer, CancellationToken.None).ConfigureAwait(false);
        return store.UriOf(key);
    }
}
