using System.Text;
using CsCheck;

namespace Auditor.Engine.Tests.Policies;

public sealed class PackedTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\n    \"a\": \"   b \",\n\t\"c\":  1   }   ")]
    public void Nothing_is_lost(string json) => Assert.Equal(json, Unpacked(json));

    [Fact]
    public void A_run_longer_than_a_byte_counts_is_several_runs()
    {
        foreach (var length in (int[])[2, 3, 4, 254, 255, 256, 257, 258, 510, 511, 1_000])
        {
            var json = "{" + new string(' ', length) + "}";
            Assert.Equal(json, Unpacked(json));
        }

        Assert.InRange(Engine.Policies.PackedText.Pack(Encoding.UTF8.GetBytes("{" + new string(' ', 1_000) + "}")).Length, 3, 16);
    }

    [Fact]
    public void Any_text_without_control_characters_comes_back() =>
        Gen.String[Gen.Frequency((6, Gen.Const(' ')), (1, Gen.Char['!', '~']), (1, Gen.Char['\u00E0', '\u0400']), (1, Gen.Const('\n')))]
            .Sample(json => Unpacked(json) == json, iter: 5_000, seed: "0000000000000000");

    private static string Unpacked(string json) => Engine.Policies.PackedText.Unpack(Engine.Policies.PackedText.Pack(Encoding.UTF8.GetBytes(json)));
}
