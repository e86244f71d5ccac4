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

    /// <summary>Other characters end the stretches that are folded at once.</summary>
    [Fact]
    public void Letters_before_and_behind_any_other_character_fold()
    {
        foreach (var other in "\u00C9\u212A\uD800\uFFFF\u0130")
        {
            for (var length = 1; length <= 40; length++)
            {
                for (var at = 0; at < length; at++)
                {
                    var text = string.Create(length, (other, at), static (letters, state) =>
                    {
                        for (var i = 0; i < letters.Length; i++)
                            letters[i] = i == state.at ? state.other : "AzZ[@9"[i % 6];
                    });
                    Assert.Equal(string.Concat(text.Select(character => character is >= 'A' and <= 'Z' ? (char)(character + ('a' - 'A')) : character)), AsciiCase.Fold(text));
                }
            }
        }
    }
}
