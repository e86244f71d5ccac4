namespace Auditor.Aws.Publish;

/// <summary>The ARN of a standard SNS topic.</summary>
/// <param name="Text">As written.</param>
/// <param name="Region">The topic's Region, to which messages must be sent.</param>
public sealed record TopicArn(string Text, string Region)
{
    private const int LongestName = 256;

    /// <summary>Reads an ARN; null if it is none of a standard topic, and <paramref name="error"/> says why.</summary>
    public static TopicArn? Parse(string text, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = null;
        if (text.Split(':') is not ["arn", { Length: > 0 }, "sns", { Length: > 0 } region, { Length: 12 } account, var name]
            || !account.All(char.IsAsciiDigit) || !IsName(name.EndsWith(".fifo", StringComparison.Ordinal) ? name[..^5] : name))
        {
            error = $"`{text}` is no ARN of a topic: arn:aws:sns:us-east-1:111122223333:name is expected";
        }
        else if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            error = $"`{text}` is a FIFO topic, to which neither e-mail nor https can subscribe: name a standard topic";
        }
        else
        {
            return new TopicArn(text, region);
        }

        return null;
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= LongestName && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
