using System.Text;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class TextPlacesTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("a\nbä𝄞c\n\n d\ne");

    [Fact]
    public void Places_do_not_depend_on_the_order_of_questions()
    {
        var offsets = Enumerable.Range(0, Text.Length + 1).Where(offset => offset == Text.Length || (Text[offset] & 0xC0) != 0x80).ToArray();
        var order = new Random(1);
        var places = new TextPlaces(Text);
        for (var question = 0; question < 500; question++)
        {
            var offset = offsets[order.Next(offsets.Length)];
            Assert.Equal(Expected(offset), places.At(offset));
        }
    }

    [Fact]
    public void Text_within_text_has_the_place_of_the_outer_one() =>
        Assert.Equal(new TextPosition(7, 8), new TextPlaces(Text, new TextPosition(7, 8)).At(9));

    private static TextPosition Expected(int offset)
    {
        var before = Encoding.UTF8.GetString(Text, 0, offset);
        return new TextPosition(before.Count(letter => letter == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
