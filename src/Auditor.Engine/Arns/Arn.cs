namespace Auditor.Engine.Arns;

/// <summary>An Amazon Resource Name in its six parts; the resource part keeps its own colons.</summary>
/// <remarks>
/// Source: IAM User Guide, <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"/>.
/// The parts are as written: no part is checked against a list, and any but the first may be empty.
/// </remarks>
/// <param name="Partition">Second part, e.g. <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
/// <param name="Service">Third part, e.g. <c>iam</c>.</param>
/// <param name="Region">Fourth part; empty for services without Regions, Billing Conductor among them.</param>
/// <param name="Account">Fifth part: twelve digits, <c>aws</c>, or empty.</param>
/// <param name="Resource">Everything after the fifth colon.</param>
public readonly record struct Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>How many parts an ARN has.</summary>
    public const int PartCount = 6;

    // Parts that nearly every ARN has are not made anew for each: an organization has hundreds of thousands.
    private static readonly string[] FrequentParts = ["", "aws", "iam", "sts", "billingconductor"];

    /// <summary>Reads <c>arn:partition:service:region:account:resource</c>; false for anything with fewer parts or another start.</summary>
    public static bool TryParse(string? text, out Arn arn)
    {
        arn = default;
        if (text is null || !text.StartsWith("arn:", StringComparison.Ordinal))
            return false;
        Span<Range> parts = stackalloc Range[PartCount];
        if (text.AsSpan().Split(parts, ':') < PartCount)
            return false;
        arn = new Arn(Part(text, parts[1]), Part(text, parts[2]), Part(text, parts[3]), Part(text, parts[4]), text[parts[5]]);
        return true;
    }

    /// <summary>The fifth part of an ARN; empty for text that is none.</summary>
    public static ReadOnlySpan<char> AccountOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("arn:", StringComparison.Ordinal) ? PartAt(text, 4) : [];
    }

    /// <summary>The sixth part of an ARN of the service; empty for any other text.</summary>
    internal static ReadOnlySpan<char> ResourceOf(string? text, string service)
    {
        return text is not null && text.StartsWith("arn:", StringComparison.Ordinal) && PartAt(text, 2).SequenceEqual(service) ? PartAt(text, PartCount - 1) : [];
    }

    /// <summary>A part by its number from 0; empty if the text has fewer than six.</summary>
    private static ReadOnlySpan<char> PartAt(ReadOnlySpan<char> text, int number)
    {
        var found = ReadOnlySpan<char>.Empty;
        for (var part = 0; part < PartCount - 1; part++)
        {
            var colon = text.IndexOf(':');
            if (colon < 0)
                return [];
            if (part == number)
                found = text[..colon];
            text = text[(colon + 1)..];
        }

        return number == PartCount - 1 ? text : found;
    }

    private static string Part(string text, Range range)
    {
        var part = text.AsSpan(range);
        foreach (var frequent in FrequentParts)
        {
            if (part.SequenceEqual(frequent))
                return frequent;
        }

        return part.ToString();
    }

    /// <summary>The ARN as text.</summary>
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
