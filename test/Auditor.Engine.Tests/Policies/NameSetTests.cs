using Auditor.Engine.Policies;

namespace Auditor.Engine.Tests.Policies;

public sealed class NameSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(200)]
    public void Few_names_and_many_are_known_again_until_they_are_cleared(int count)
    {
        var set = new NameSet(StringComparer.OrdinalIgnoreCase);
        Assert.True(set.IsEmpty);

        Assert.All(Names(count), name => Assert.True(set.Add(name), name));
        Assert.All(Names(count), name => Assert.False(set.Add(name.ToUpperInvariant()), name));
        Assert.All(Names(count), name => Assert.True(set.Has(name), name));
        Assert.False(set.Has("other"));
        Assert.False(set.IsEmpty);

        set.Clear();
        Assert.True(set.IsEmpty);
        Assert.All(Names(count), name => Assert.False(set.Has(name), name));
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(number => $"name{number}");
}
