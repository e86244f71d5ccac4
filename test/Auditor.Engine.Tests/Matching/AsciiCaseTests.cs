using Auditor.Engine.Matching;

namespace Auditor.Engine.Tests.Matching;

public sealed class AsciiCaseTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("s3", "s3", true)]
    [InlineData("BillingConductor", "billingconductor", true)]
    [InlineData("s3", "s4", false)]
    [InlineData("s3x", "s3", false)]
    [InlineData("s3", "s3x", false)]
    [InlineData("As3", "bs3", false)]
    [InlineData("s3\u212A", "s3k", false)]
    [InlineData("[", "{", false)]
    [InlineData("@", "`", false)]
    public void Only_the_case_of_ascii_letters_is_overlooked(string text, string folded, bool folds)
    {
        Assert.Equal(folds, AsciiCase.FoldsTo(text, folded));
        Assert.Equal(folds, AsciiCase.Fold(text) == folded);
    }
}
