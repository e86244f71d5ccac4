using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Chooses the principals that AWS's simulator is asked about.</summary>
public static class SimulationSample
{
    /// <summary>How many principals <c>both</c> asks about unless told otherwise.</summary>
    public const int Default = 25;

    /// <summary>The listed principals: all of them for <c>aws</c>; for <c>both</c> those with the smallest SHA-256 of their ARN, so that the choice is stable and nobody's.</summary>
    public static ImmutableArray<AssessedPrincipal> Of(ImmutableArray<ListedPrincipal> listed, SimulatorMode mode, int size)
    {
        var asked = listed.Select(principal => principal.Assessed);
        if (mode == SimulatorMode.Both)
            asked = asked.OrderBy(assessed => Hash(assessed.Principal.Arn), StringComparer.Ordinal).Take(size);
        return mode == SimulatorMode.Embedded ? [] : [.. asked.OrderBy(assessed => assessed.Principal.Arn, StringComparer.Ordinal)];
    }

    private static string Hash(string arn) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(arn)));
}
