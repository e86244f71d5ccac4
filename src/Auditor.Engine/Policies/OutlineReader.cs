using System.Buffers;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Catalog;
using Auditor.Engine.Json;

namespace Auditor.Engine.Policies;

/// <summary>
/// Looks over an identity-based document without making statements of it: most speak of services that nobody asks about. It gives up on whatever is not
/// plainly right, so that the parser would read what it takes without an error or a remark.
/// </summary>
internal ref partial struct OutlineReader
{
    private const int DeepestNesting = 8;
    private const int MostNames = 12;
    private const int MostStatements = 64;
    private const int LongestPrefix = 64;
    private static readonly SearchValues<byte> SidCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    private readonly ReadOnlySpan<byte> utf8;
    private JsonScanner reader;
    private ReadOnlySpan<byte> lastPrefix;
    private ulong lastService;
    private ulong services;
    private bool hasVariables;

    private OutlineReader(ReadOnlySpan<byte> utf8)
    {
        this.utf8 = utf8;
        reader = new JsonScanner(utf8, DeepestNesting);
    }

    [Flags]
    private enum Elements
    {
        None = 0,
        Effect = 1,
        Action = 2,
        Resource = 4,
        Needed = Effect | Action | Resource,
        Sid = 8,
        Condition = 16,
        Version = 32,
        Statement = 64,
    }

    /// <summary>Looks over a document; null if it has to be parsed.</summary>
    /// <param name="utf8">The document, without byte order mark.</param>
    public static DocumentOutline? Of(ReadOnlySpan<byte> utf8)
    {
        var outline = new OutlineReader(utf8);
        try
        {
            return Ascii.IsValid(utf8) && outline.Read() ? new DocumentOutline(outline.services, outline.hasVariables) : null;
        }
        catch (JsonException)
        {
            // What is wrong the parser tells.
            return null;
        }
    }

    private bool Read()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        var met = Elements.None;
        while (NextName())
        {
            var element = IsValue("Version"u8) ? Elements.Version : IsValue("Statement"u8) ? Elements.Statement : Elements.None;
            if (element == Elements.None || (met & element) != 0 || !(element == Elements.Version ? ReadVersion() : ReadStatements()))
                return false;
            met |= element;
        }

        // Nothing may stand behind the document.
        return services != 0 && !reader.Read();
    }

    private bool ReadVersion()
    {
        if (!NextIsText())
            return false;
        hasVariables = IsValue("2012-10-17"u8);
        return hasVariables || IsValue("2008-10-17"u8);
    }

    private bool ReadStatements()
    {
        Span<Range> sids = stackalloc Range[MostStatements];
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return ReadStatement(out _);
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count == MostStatements || reader.TokenType != JsonTokenType.StartObject || !ReadStatement(out var sid) || (!utf8[sid].IsEmpty && IsMet(sids[..count], utf8[sid], isExact: true)))
                return false;
            sids[count] = sid;
        }

        return true;
    }

    private bool ReadStatement(out Range sid)
    {
        sid = default;
        var met = Elements.None;
        while (NextName())
        {
            var element = ElementAtHand();
            if (element == Elements.None || (met & element) != 0)
                return false;
            met |= element;
            var isRight = element switch
            {
                Elements.Effect => NextIsText() && (IsValue("Allow"u8) || IsValue("Deny"u8)),
                Elements.Action => ReadTexts(areActions: true),
                Elements.Resource => ReadTexts(areActions: false),
                Elements.Sid => ReadSid(out sid),
                _ => ReadCondition(),
            };
            if (!isRight)
                return false;
        }

        return (met & Elements.Needed) == Elements.Needed;
    }

    private readonly Elements ElementAtHand()
    {
        if (IsValue("Action"u8))
            return Elements.Action;
        if (IsValue("Effect"u8))
            return Elements.Effect;
        if (IsValue("Resource"u8) || IsValue("NotResource"u8))
            return Elements.Resource;
        if (IsValue("Sid"u8))
            return Elements.Sid;
        return IsValue("Condition"u8) ? Elements.Condition : Elements.None;
    }

    private bool ReadSid(out Range sid)
    {
        sid = default;
        if (!NextIsText() || reader.ValueSpan.ContainsAnyExcept(SidCharacters))
            return false;
        sid = PlaceOfValue();
        return true;
    }

    /// <summary>Reads a text or a list of texts.</summary>
    private bool ReadTexts(bool areActions)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return IsText() && (!areActions || TakeAction());
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!IsText() || (areActions && !TakeAction()))
                return false;
        }

        return true;
    }

    /// <summary>Notes the service of an action; false if it may mean several, or is not plainly one.</summary>
    private bool TakeAction()
    {
        var colon = reader.ValueSpan.IndexOf((byte)':');
        if (colon is <= 0 or > LongestPrefix)
            return false;
        var prefix = reader.ValueSpan[..colon];
        if (!prefix.SequenceEqual(lastPrefix))
        {
            Span<char> characters = stackalloc char[LongestPrefix];
            lastService = ServiceBits.Of(characters[..Encoding.ASCII.GetChars(prefix, characters)]);
            lastPrefix = prefix;
        }

        services |= lastService | ServiceBits.ChangesOf(lastService, reader.ValueSpan[(colon + 1)..]);
        return lastService != 0;
    }
}
