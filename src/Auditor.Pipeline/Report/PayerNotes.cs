namespace Auditor.Pipeline.Report;

/// <summary>Whoever named another payer than the audit's should know it: the payer is the one account that service control policies never bind.</summary>
internal static class PayerNotes
{
    /// <summary>A note for each place that names another account than the payer; none where the payer is unknown.</summary>
    public static IEnumerable<string> Of(string? payer, AuditOptions options)
    {
        if (payer is null)
            yield break;
        if (options.Configuration?.ManagementAccount is { } configured && configured != payer)
            yield return $"the payer is {payer}, not {configured} as managementAccount of {options.ConfigurationName ?? "the configuration"} says: the snapshot comes first";
        if (options.ManagementAccount is { } given && given != payer)
            yield return $"the payer is {payer}, not {given} as --management-account says: the snapshot and the configuration come first";
    }
}
