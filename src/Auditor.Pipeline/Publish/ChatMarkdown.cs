using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>Foreign text in chat messages.</summary>
internal static class ChatMarkdown
{
    /// <summary>
    /// The text as code, in which neither Slack nor Teams formats or links anything. Slack reads <c>&lt;!channel&gt;</c> even there, so its three control characters
    /// are written as entities; a backtick would end the code and becomes an apostrophe.
    /// </summary>
    /// <remarks>Source: Slack, formatting text, <see href="https://api.slack.com/reference/surfaces/formatting#escaping"/>.</remarks>
    public static string Code(string text)
    {
        var escaped = PlainText.Of(text)
            .Replace('`', '\'')
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return $"`{escaped}`";
    }
}
