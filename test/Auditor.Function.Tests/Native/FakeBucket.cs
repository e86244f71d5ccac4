using System.Globalization;
using System.Text;
using Auditor.Testing;

namespace Auditor.Function.Tests.Native;

/// <summary>A bucket that keeps what is put into it, with S3's conditional writes.</summary>
internal sealed class FakeBucket
{
    public const string Name = "auditor-reports";

    private readonly Lock gate = new();
    private readonly Dictionary<string, (byte[] Content, string Version)> objects = new(StringComparer.Ordinal);
    private int lastVersion;

    public FakeBucket(FakeAws aws)
    {
        aws.Always($"GET /{Name}/*", Get);
        aws.Always($"PUT /{Name}/*", Put);
    }

    /// <summary>The keys, in ordinal order.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (gate)
                return [.. objects.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public string Read(string key)
    {
        lock (gate)
            return Encoding.UTF8.GetString(objects[key].Content);
    }

    private FakeAnswer Get(FakeRequest request)
    {
        lock (gate)
        {
            return objects.TryGetValue(KeyOf(request), out var found)
                ? FakeAnswer.Raw(200, "application/json", Encoding.UTF8.GetString(found.Content)).With("ETag", found.Version)
                : FakeAnswer.Error(404, "NoSuchKey", "The specified key does not exist.");
        }
    }

    private FakeAnswer Put(FakeRequest request)
    {
        lock (gate)
        {
            var version = objects.TryGetValue(KeyOf(request), out var present) ? present.Version : null;
            if (version is not null && request.Headers.ContainsKey("If-None-Match"))
                return FakeAnswer.Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            if (request.Headers.TryGetValue("If-Match", out var expected) && expected != version)
                return version is null
                    ? FakeAnswer.Error(404, "NoSuchKey", "The specified key does not exist.")
                    : FakeAnswer.Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            // With parts, as after an upload in parts: the SDK does not take it for the content's MD5.
            var written = string.Create(CultureInfo.InvariantCulture, $"\"{++lastVersion:x32}-1\"");
            objects[KeyOf(request)] = (request.Body, written);
            return FakeAnswer.Raw(200, "application/xml", "").With("ETag", written);
        }
    }

    private static string KeyOf(FakeRequest request) => Uri.UnescapeDataString(request.Path[(Name.Length + 2)..]);
}
