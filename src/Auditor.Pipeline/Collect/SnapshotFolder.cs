namespace Auditor.Pipeline.Collect;

/// <summary>The names that a snapshot consists of; files and folders with other names are ignored.</summary>
internal static class SnapshotFolder
{
    public const string Metadata = "snapshot.json";
    public const string Organization = "organization.json";
    public const string Accounts = "accounts";
    public const string AuthorizationDetails = "authorization-details.json";
    public const string BillingConductor = "billing-conductor.json";
    public const string Activity = "activity.json";
    public const string LastAccessed = "last-accessed.json";

    private const int AccountDigits = 12;

    public static bool IsAccount(string name) => name.Length == AccountDigits && name.All(char.IsAsciiDigit);

    /// <summary>The place of an account's file, relative to the snapshot.</summary>
    public static string FileOf(string account, string name) => $"{Accounts}/{account}/{name}";

    /// <summary>The account folders in ordinal order.</summary>
    public static IEnumerable<string> AccountsIn(string root)
    {
        var folder = Path.Combine(root, Accounts);
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(IsAccount).Order(StringComparer.Ordinal);
    }
}
