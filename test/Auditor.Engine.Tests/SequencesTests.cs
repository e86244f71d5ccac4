using System.Collections.Immutable;

namespace Auditor;

/// <summary>Our <c>Where</c>, <c>Select</c>, <c>SelectMany</c> and <c>Concat</c> give what .NET's give, of every kind of collection.</summary>
public sealed class SequencesTests
{
    private static readonly int[] Numbers = [3, 1, 4, 1, 5, 9, 2, 6];

    public static TheoryData<IEnumerable<int>> Sources => [Numbers, new List<int>(Numbers), Numbers.ToImmutableArray(), new Queue<int>(Numbers), new HashSet<int>(Numbers), new LinkedList<int>()];

    [Theory]
    [MemberData(nameof(Sources))]
    public void The_same_elements_in_the_same_order(IEnumerable<int> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Assert.Equal(Enumerable.Select(source, Square), source.Select(Square));
        Assert.Equal(Enumerable.Where(source, IsOdd), source.Where(IsOdd));
        Assert.Equal(Enumerable.Select(Enumerable.Where(source, IsOdd), Square), source.Where(IsOdd).Select(Square));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Several_of_each_and_one_sequence_after_the_other(IEnumerable<int> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var expected = Enumerable.SelectMany(source, Twice);
        Assert.Equal(expected, source.SelectMany(Twice));
        Assert.Equal(expected, source.SelectMany(TwiceAtOnce));
        Assert.Equal(expected, source.ToImmutableArray().SelectMany(Twice));
        Assert.Equal(expected, source.ToImmutableArray().SelectMany(TwiceAtOnce));
        Assert.Equal(Enumerable.Concat(source, Numbers), source.Concat(Numbers));
    }

    [Fact]
    public void Of_an_immutable_array_too()
    {
        var source = Numbers.ToImmutableArray();

        Assert.Equal(Enumerable.Select(Numbers, Square), source.Select(Square));
        Assert.Equal(Enumerable.Where(Numbers, IsOdd), source.Where(IsOdd));
    }

    [Fact]
    public void Nothing_is_done_before_it_is_asked_for_and_everything_anew_for_whoever_asks_again()
    {
        var seen = new List<int>();
        var chosen = Numbers.ToImmutableArray().Where(number => Noted(number, seen)).Select(Square);

        Assert.Empty(seen);
        Assert.Equal(9, chosen.First());
        Assert.Equal([3], seen);
        Assert.Equal([9, 1, 1, 25, 81], chosen);
        Assert.Equal([9, 1, 1, 25, 81], chosen);
        Assert.Equal(1 + Numbers.Length + Numbers.Length, seen.Count);
    }

    private static int Square(int number) => number * number;

    private static IEnumerable<int> Twice(int number) => [number, -number];

    private static ImmutableArray<int> TwiceAtOnce(int number) => [number, -number];

    private static bool IsOdd(int number) => number % 2 == 1;

    private static bool Noted(int number, List<int> seen)
    {
        seen.Add(number);
        return IsOdd(number);
    }
}
