namespace Auditor.Pipeline.Report;

/// <summary>Whoever named another payer than the audit's should know it: the payer is the one account that service control policies never bind.</summary>
public static class PayerNotes
{
    /// <summary>A note for each place that names another account than the payer; none where the payer is unknown.</summary>
    /// <param name="payer">The payer that counts; null if nobody knows it.</param>
    /// <param name="options">What else was named.</param>
    public static IEnumerable<string> Of(string? payer, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return payer is null ? [] : OfKnown(payer, options);
    }

    private static IEnumerable<string> OfKnown(string payer, AuditOptions options)
    {
        if (options.Configuration?.ManagementAccount is { } configured && configured != payer)
            yield return $"the payer is {payer}, not {configured} as managementAccount of {options.ConfigurationName ?? "the configuration"} says: the snapshot comes first";
        if (options.ManagementAccount is { } given && given != payer)
            yield return $"the payer is {payer}, not {given} as --management-account says: the snapshot and the configuration come first";
    }
}
