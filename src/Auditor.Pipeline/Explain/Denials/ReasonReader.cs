using Auditor.Engine.Arns;

namespace Auditor.Pipeline.Explain;

/// <summary>The words in which AWS says which type of policy denied a call.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"/>.</remarks>
internal static class ReasonReader
{
    private const string Implicit = " because no ";
    private const string Explicit = " with an explicit deny";
    private const int LongestArn = 2_048;
    private static readonly string[] Articles = [" in an ", " in a ", " in the "];

    private static readonly (string Words, DenialLayer Layer)[] Layers =
    [
        ("identity-based policy", DenialLayer.Identity),
        ("identity policy", DenialLayer.Identity),
        ("permissions boundary", DenialLayer.PermissionsBoundary),
        ("session policy", DenialLayer.Session),
        ("service control policy", DenialLayer.ServiceControlPolicy),
        ("resource control policy", DenialLayer.ResourceControlPolicy),
        ("resource-based policy", DenialLayer.Resource),
        ("role trust policy", DenialLayer.Trust),
        ("VPC endpoint policy", DenialLayer.VpcEndpoint),
    ];

    /// <summary>Whether a reason begins here, even if the text ends in its first words.</summary>
    public static bool IsBegun(MessageCursor cursor) => cursor.IsAtPartOf(Implicit) || cursor.IsAtPartOf(Explicit);

    public static bool IsAt(MessageCursor cursor) => cursor.IsAt(Implicit) || cursor.IsAt(Explicit);

    /// <summary>Reads the reason if one stands here, and moves behind it.</summary>
    public static DenialReason Read(MessageText text, ref MessageCursor cursor, string action)
    {
        if (cursor.Skip(Implicit))
            return ReadImplicit(text, ref cursor, action);
        return cursor.Skip(Explicit) ? ReadExplicit(text, ref cursor) : DenialReason.NotGiven;
    }

    private static DenialReason ReadImplicit(MessageText text, ref MessageCursor cursor, string action)
    {
        var layer = ReadLayer(ref cursor);
        if (layer is not null && cursor.Skip(" allows the ") && !cursor.Skip(action + " action"))
        {
            while (!cursor.IsAtEnd && !text.IsGap(cursor.Position) && text[cursor.Position] is not ('"' or '<'))
                cursor.Position++;
            cursor.Skip(" action");
        }

        return new DenialReason(layer, false, null);
    }

    private static DenialReason ReadExplicit(MessageText text, ref MessageCursor cursor)
    {
        foreach (var article in Articles)
        {
            if (!cursor.Skip(article))
                continue;
            var layer = ReadLayer(ref cursor);
            var policy = layer is not null && cursor.Skip(": ") ? ReadArn(text, ref cursor) : null;
            return new DenialReason(layer, true, policy);
        }

        return new DenialReason(null, true, null);
    }

    private static DenialLayer? ReadLayer(ref MessageCursor cursor)
    {
        foreach (var (words, layer) in Layers)
        {
            if (cursor.Skip(words))
                return layer;
        }

        return null;
    }

    /// <summary>The policy's ARN. If a line ends in it, what follows must show where it ends.</summary>
    private static string? ReadArn(MessageText text, ref MessageCursor cursor)
    {
        var start = cursor.Position;
        if (!cursor.IsAt("arn:"))
            return null;
        var end = start;
        while (end < text.Length && end - start < LongestArn && text[end] is > ' ' and < '\x7f' and not ('"' or '<' or ')' or '(') && !IsEnd(text, end))
            end++;
        cursor.Position = end;
        var policy = text.Text[start..end].TrimEnd('.', ',', ';', '\\');
        var isCertain = !text.HasBreak(start + 1, end) || SentenceEnd.IsAt(cursor);
        return isCertain && Arn.TryParse(policy, out var arn) && arn.Resource.Length > 0 ? policy : null;
    }

    private static bool IsEnd(MessageText text, int at) => SentenceEnd.IsBegun(new MessageCursor(text, at));
}
