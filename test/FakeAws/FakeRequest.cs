using System.Text;
using System.Text.Json;

namespace Auditor.Testing;

/// <summary>One call as it came over the wire.</summary>
public sealed record FakeRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The form parameters of the query protocol, or the query string's, decoded; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } =
        Form(IsForm(Headers) ? Encoding.UTF8.GetString(Body) : Query.TrimStart('?'));

    /// <summary>The name that the call is planned by.</summary>
    public string Api =>
        Headers.TryGetValue("X-Amz-Target", out var target) ? target[(target.LastIndexOf('.') + 1)..]
        : IsForm(Headers) && Parameters.TryGetValue("Action", out var action) ? action
        : $"{Method} {Path}";

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Who signed: the access key id, or empty.</summary>
    public string AccessKeyId => Scope(0);

    /// <summary>The Region that the request is signed for.</summary>
    public string Region => Scope(2);

    /// <summary>The service that the request is signed for.</summary>
    public string Service => Scope(3);

    public string SessionToken => Headers.GetValueOrDefault("X-Amz-Security-Token", "");

    internal bool IsQueryProtocol => IsForm(Headers);

    private static bool IsForm(IReadOnlyDictionary<string, string> headers) =>
        headers.GetValueOrDefault("Content-Type", "").StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal);

    // Authorization: AWS4-HMAC-SHA256 Credential=key/date/region/service/aws4_request, SignedHeaders=…
    private string Scope(int part)
    {
        const string Marker = "Credential=";
        var header = Headers.GetValueOrDefault("Authorization", "");
        var start = header.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
            return "";
        var parts = header[(start + Marker.Length)..].Split(',')[0].Split('/');
        return part < parts.Length ? parts[part] : "";
    }

    private static Dictionary<string, string> Form(string text)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at >= 0 ? (pair[..at], pair[(at + 1)..]) : (pair, "");
            form[Decode(name)] = Decode(value);
        }
        return form;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
