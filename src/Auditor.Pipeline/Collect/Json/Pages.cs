using System.Text.Json;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>The marks by which AWS's answers say that more would follow.</summary>
internal static class Pages
{
    /// <summary>Passes over a member of no interest; one that says that the list was not read to its end is a gap.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html"/>.</remarks>
    public static void Skip(string name, ref JsonCursor cursor)
    {
        var isCut = name switch
        {
            "IsTruncated" => cursor.Token == JsonTokenType.True,
            "NextToken" or "Marker" => cursor.Token != JsonTokenType.Null,
            _ => false,
        };
        if (isCut)
            cursor.File.Truncate(cursor.Position, $"`{name}` says that more pages follow; read them all");
        cursor.Skip();
    }
}
