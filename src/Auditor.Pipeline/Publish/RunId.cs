using System.Globalization;
using System.Security.Cryptography;

namespace Auditor.Pipeline.Publish;

/// <summary>Names of runs. A name is made of what the run found, so the same report always has the same one.</summary>
public static class RunId
{
    private const int HashDigits = 12;

    /// <summary>
    /// The moment for which the audit speaks (UTC, to the second), a hyphen, and the first 12 hex digits of SHA-256 over the report's JSON,
    /// e.g. <c>20261124T080000Z-0123456789ab</c>. Names sort by time and hold only letters, digits and a hyphen.
    /// </summary>
    public static string Of(DateTimeOffset generatedAt, ReadOnlySpan<byte> report) =>
        generatedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        + "-" + Convert.ToHexStringLower(SHA256.HashData(report))[..HashDigits];
}
