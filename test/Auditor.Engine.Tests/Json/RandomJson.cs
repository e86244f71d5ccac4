using System.Text;

namespace Auditor.Engine.Tests.Json;

/// <summary>JSON of any form, and what damage makes of it.</summary>
internal static class RandomJson
{
    private static readonly string[] Texts = ["", "ab", "a\\\"b", "\\\\", "{", "}", "{\\\"", "[]", "ü€", "\\ud83d\\ude00", "\\u0061b", "0123456789abcdefghijklmnopqrstuvwxyz", "\\n", "\\ud800"];
    private static readonly string[] Spaces = ["", "", " ", "\n", "\n                        ", "\t", "\r\n    "];
    private static readonly string[] Pieces = ["\"", "{", "}", "[", "]", ",", ":", "\\", "\\u12", "-", "1.", "tru", "\n", "\u0001", "/", "é"];

    public static byte[] Of(Random random)
    {
        var json = new StringBuilder();
        Write(json, random, 0);
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    public static byte[] Damage(byte[] json, Random random)
    {
        for (var times = random.Next(3); times > 0; times--)
        {
            var at = random.Next(json.Length + 1);
            var cut = Math.Min(random.Next(4), json.Length - at);
            json = [.. json[..at], .. Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]), .. json[(at + cut)..]];
        }

        if (json.Length > 0 && random.Next(10) == 0)
            json[random.Next(json.Length)] = (byte)random.Next(256);
        return random.Next(10) == 0 ? json[..random.Next(json.Length + 1)] : json;
    }

    private static void Write(StringBuilder json, Random random, int depth)
    {
        switch (random.Next(depth == 0 ? 2 : depth > 5 ? 6 : 12))
        {
            case 0 or 6 or 7 or 8:
                WriteMany(json, random, '{', '}', depth);
                break;
            case 1 or 9:
                WriteMany(json, random, '[', ']', depth);
                break;
            case 2:
                json.Append(new[] { "true", "false", "null" }[random.Next(3)]);
                break;
            case 3:
                json.Append(new[] { "0", "-1", "12.5", "1e5", "-0.25E-10" }[random.Next(5)]);
                break;
            default:
                WriteText(json, random);
                break;
        }
    }

    private static void WriteMany(StringBuilder json, Random random, char open, char close, int depth)
    {
        json.Append(open);
        var count = random.Next(5);
        for (var item = 0; item < count; item++)
        {
            json.Append(item == 0 ? "" : ",").Append(Space(random));
            if (open == '{')
            {
                WriteText(json, random);
                json.Append(Space(random)).Append(':').Append(Space(random));
            }

            Write(json, random, depth + 1);
            json.Append(Space(random));
        }

        json.Append(count == 0 ? Space(random) : "").Append(close);
    }

    private static void WriteText(StringBuilder json, Random random)
    {
        json.Append('"');
        for (var parts = random.Next(4); parts > 0; parts--)
            json.Append(Texts[random.Next(Texts.Length)]);
        json.Append('"');
    }

    private static string Space(Random random) => Spaces[random.Next(Spaces.Length)];
}
