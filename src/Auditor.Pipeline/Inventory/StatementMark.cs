using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>
/// Stands for a statement of a policy that somebody wrote: whether others wrote the same can be told without keeping its text. Nobody can write two texts with one
/// mark: it is the beginning of their SHA-256.
/// </summary>
/// <param name="Text">Stands for what the statement says, white space and the account's own id aside.</param>
/// <param name="Holder">Stands for the policy.</param>
public readonly record struct StatementMark(UInt128 Text, UInt128 Holder)
{
    /// <summary>The marks of some policies, each once, in a fixed order.</summary>
    internal static ImmutableArray<StatementMark> Of(IEnumerable<PolicyUse> policies) =>
    [
        .. policies.Where(policy => policy.Reference.IsCustomerWritten)
            .SelectMany(policy => policy.Document.Statements.Select(statement => new StatementMark(TextOf(policy.Reference, statement), Hash(policy.Reference.SubjectKey))))
            .Distinct().OrderBy(mark => mark.Text).ThenBy(mark => mark.Holder),
    ];

    /// <summary>Stands for what a statement says, white space and the account's own id aside.</summary>
    internal static UInt128 TextOf(PolicyReference policy, Statement statement)
    {
        var text = statement.ReadText();
        var kept = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                kept[length++] = character;
        }

        var mark = HashWithout(policy.Account, kept.AsSpan(0, length));
        ArrayPool<char>.Shared.Return(kept);
        return mark;
    }

    private static UInt128 HashWithout(string account, ReadOnlySpan<char> text)
    {
        if (account.Length == 0 || !text.Contains(account, StringComparison.Ordinal))
            return Hash(text);
        return Hash(text.ToString().Replace(account, "{account}", StringComparison.Ordinal));
    }

    private static UInt128 Hash(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
