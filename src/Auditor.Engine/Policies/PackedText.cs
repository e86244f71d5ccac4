using System.Buffers;
using System.Text;

namespace Auditor.Engine.Policies;

/// <summary>JSON in fewer bytes, without losing one: runs of blanks, most of what indented text consists of, take two bytes each.</summary>
internal static class PackedText
{
    /// <summary>Stands before the length of a run of blanks. No JSON has this byte.</summary>
    private const byte Run = 1;

    private const int ShortestRun = 3;

    /// <summary>Packs JSON.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> json)
    {
        var packed = ArrayPool<byte>.Shared.Rent(json.Length);
        var length = 0;
        while (!json.IsEmpty)
        {
            var blanks = BlanksOf(json);
            if (blanks >= ShortestRun)
            {
                packed[length++] = Run;
                packed[length++] = (byte)blanks;
                json = json[blanks..];
                continue;
            }

            var text = json[blanks..].IndexOf("   "u8) is >= 0 and var next ? blanks + next : json.Length;
            json[..text].CopyTo(packed.AsSpan(length));
            length += text;
            json = json[text..];
        }

        var result = packed.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(packed);
        return result;
    }

    /// <summary>The JSON that was packed, as text.</summary>
    public static string Unpack(ReadOnlySpan<byte> packed)
    {
        var json = new ArrayBufferWriter<byte>(2 * packed.Length + 1);
        while (packed.IndexOf(Run) is >= 0 and var at)
        {
            json.Write(packed[..at]);
            json.GetSpan(packed[at + 1])[..packed[at + 1]].Fill((byte)' ');
            json.Advance(packed[at + 1]);
            packed = packed[(at + 2)..];
        }

        json.Write(packed);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>How many blanks stand in front, as far as one byte can count them.</summary>
    private static int BlanksOf(ReadOnlySpan<byte> json)
    {
        var limit = Math.Min(json.Length, byte.MaxValue);
        return json[..limit].IndexOfAnyExcept((byte)' ') is >= 0 and var end ? end : limit;
    }
}
