using System.Runtime.CompilerServices;

namespace Auditor.Engine.Json;

/// <summary>Which of the open objects and lists are objects: one bit each.</summary>
[InlineArray(Words)]
internal struct OpenContainers
{
    /// <summary>The deepest nesting.</summary>
    public const int Most = Words * BitsPerWord;

    private const int Words = 4;
    private const int BitsPerWord = 64;

    private ulong first;

    public readonly bool IsObject(int depth) => (this[depth / BitsPerWord] & (1UL << (depth % BitsPerWord))) != 0;

    public void Set(int depth, bool isObject)
    {
        var bit = 1UL << (depth % BitsPerWord);
        if (isObject)
            this[depth / BitsPerWord] |= bit;
        else
            this[depth / BitsPerWord] &= ~bit;
    }
}
