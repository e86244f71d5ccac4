namespace Auditor.Engine.Matching;

/// <summary>Every letter of ASCII is folded, and no other character.</summary>
public sealed class AsciiCaseTests
{
    [Fact]
    public void Each_character_alone_folds_as_ASCII_does()
    {
        for (var character = '\0'; character < '\u2200'; character++)
        {
            var expected = character is >= 'A' and <= 'Z' ? (char)(character + ('a' - 'A')) : character;
            Assert.Equal(expected.ToString(), AsciiCase.Fold(character.ToString()));
            Assert.True(AsciiCase.FoldsTo([character], [expected]));
            Assert.Equal(expected == character, AsciiCase.FoldsTo([character], [character]));
        }
    }
}
