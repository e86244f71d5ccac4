using System.Text;
using Auditor.Pipeline.Explain;

namespace Auditor.Pipeline.Tests.Explain;

/// <summary>A part of a text may say less than the whole, and nothing else.</summary>
public sealed class DenialCutTests
{
    public static IEnumerable<TheoryDataRow<int>> Rows => DenialCaseTests.Rows;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Cut_at_any_length_it_names_nothing_that_the_whole_does_not(int index)
    {
        var input = DenialCase.All[index].Input;
        var whole = DenialReader.Read(input);

        for (var length = 0; length < input.Length; length++)
        {
            var cut = DenialReader.Read(input[..length]);

            Assert.Equal(cut.Denials.IsEmpty, cut.Problem is not null);
            foreach (var denial in cut.Denials.Where(denial => !whole.Denials.Any(other => Says(other, denial))))
                Assert.Fail($"cut at {length}: `{denial}` of `{input[..length]}`");
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bytes_cut_or_damaged_anywhere_never_throw(int index)
    {
        var bytes = Encoding.UTF8.GetBytes(DenialCase.All[index].Input);
        byte[] damage = [0x00, 0xC3, (byte)'"', (byte)'\\', (byte)'{', (byte)'\n', (byte)'u'];
        var random = new Random(index);
        for (var run = 0; run < 50 && bytes.Length > 0; run++)
        {
            var damaged = bytes[..random.Next(1, bytes.Length + 1)];
            for (var change = random.Next(4); change >= 0; change--)
                damaged[random.Next(damaged.Length)] = damage[random.Next(damage.Length)];

            var reading = DenialReader.Read(damaged);

            Assert.Equal(reading.Denials.IsEmpty, reading.Problem is not null);
        }
    }

    /// <summary>A resource or policy at the end of a text may be too short: nobody can tell.</summary>
    private static bool Says(Denial whole, Denial part) =>
        Agrees(whole.PrincipalArn, part.PrincipalArn)
        && Agrees(whole.PrincipalId, part.PrincipalId)
        && Agrees(whole.RoleArn, part.RoleArn)
        && Agrees(whole.Action, part.Action)
        && Agrees(whole.AuthorizationId, part.AuthorizationId)
        && Agrees(whole.Gate, part.Gate)
        && Agrees(whole.Reason.Layer, part.Reason.Layer)
        && Agrees(whole.Reason.IsExplicit, part.Reason.IsExplicit)
        && Stands(part.Reason.PolicyArn, whole)
        && Stands(part.Resource, whole);

    private static bool Agrees<T>(T? whole, T? part) => part is null || Equals(whole, part);

    private static bool Stands(string? part, Denial whole) =>
        part is null || whole.ErrorMessage!.Replace("\"", "", StringComparison.Ordinal).Contains(": " + part, StringComparison.Ordinal);
}
