using System.Globalization;

namespace Auditor.Function;

/// <summary>Tells the garbage collector how much memory Lambda gives: .NET does not see that limit, and would be killed before it tidied up.</summary>
internal static class MemoryLimit
{
    /// <summary>What the program itself, its threads and its TLS connections take beside the heap.</summary>
    private const int OutsideHeapInMegabytes = 48;

    /// <summary>Of the rest, the part that the heap may fill.</summary>
    private const int HeapPercent = 90;

    /// <summary>Sets the heap's hard limit.</summary>
    /// <param name="functionMemory">The function's memory in MB, as Lambda's environment gives it; null or anything else sets no limit.</param>
    public static void Apply(string? functionMemory)
    {
        if (HeapLimit(functionMemory) is not { } limit)
            return;
        AppContext.SetData("GCHeapHardLimit", limit);
        GC.RefreshMemoryLimit();
    }

    /// <summary>The heap's limit in bytes; null if there is none to set.</summary>
    internal static ulong? HeapLimit(string? functionMemory) =>
        int.TryParse(functionMemory, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) && megabytes > 2 * OutsideHeapInMegabytes
            ? (ulong)(megabytes - OutsideHeapInMegabytes) * 1024 * 1024 * HeapPercent / 100
            : null;
}
