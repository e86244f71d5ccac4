using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.WhatIf;

/// <summary>What could not be read leaves no gap where it is supposed to be gone, or to have another text.</summary>
internal static class SupposedGaps
{
    /// <summary>The gaps that are left.</summary>
    /// <param name="gaps">The gaps as things are.</param>
    /// <param name="gone">Policies, roles and users of which nothing that was read, or could not be, counts any longer: ARNs, or names of inline policies.</param>
    public static ImmutableArray<Gap> Without(ImmutableArray<Gap> gaps, IEnumerable<string> gone)
    {
        var names = gone.ToArray();
        return gaps.RemoveAll(gap => gap.Kind is GapKind.PolicyUnreadable or GapKind.ScpUnreadable && names.Any(name => IsAbout(gap.What, name)));
    }

    /// <summary>What belongs to a role or user is named by its ARN, a blank and a name.</summary>
    private static bool IsAbout(string what, string name) =>
        what.StartsWith(name, StringComparison.Ordinal) && (what.Length == name.Length || what[name.Length] == ' ');
}
