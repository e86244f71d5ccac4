using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The names that a snapshot consists of; files and folders with other names are ignored.</summary>
public static class SnapshotFolder
{
    /// <summary>What the snapshot says about itself.</summary>
    public const string Metadata = "snapshot.json";
    /// <summary>The organization with its policies.</summary>
    public const string Organization = "organization.json";
    /// <summary>The folder that has one folder an account.</summary>
    public const string Accounts = "accounts";
    /// <summary>An account's users, groups, roles and policies.</summary>
    public const string AuthorizationDetails = "authorization-details.json";
    /// <summary>The payer's Billing Conductor resources.</summary>
    public const string BillingConductor = "billing-conductor.json";
    /// <summary>Who called Billing Conductor.</summary>
    public const string Activity = "activity.json";
    /// <summary>When principals last used a service.</summary>
    public const string LastAccessed = "last-accessed.json";

    private const int AccountDigits = 12;

    /// <summary>The files that an account's folder may have.</summary>
    public static ImmutableArray<string> AccountFiles { get; } = [AuthorizationDetails, BillingConductor, Activity, LastAccessed];

    /// <summary>True for the twelve digits of an account.</summary>
    public static bool IsAccount(ReadOnlySpan<char> name) => name.Length == AccountDigits && !name.ContainsAnyExceptInRange('0', '9');

    /// <summary>The place of an account's file, relative to the snapshot.</summary>
    public static string FileOf(string account, string name) => $"{Accounts}/{account}/{name}";

    /// <summary>The account folders in ordinal order.</summary>
    public static IEnumerable<string> AccountsIn(string root)
    {
        var folder = Path.Combine(root, Accounts);
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => IsAccount(name)).Order(StringComparer.Ordinal);
    }

    /// <summary>The files of the snapshot that are there, relative to it.</summary>
    public static IEnumerable<string> FilesIn(string root) => ((string[])[Metadata, Organization])
        .Concat(AccountsIn(root).SelectMany(account => AccountFiles.Select(name => FileOf(account, name))))
        .Where(file => File.Exists(Path.Combine(root, file)));
}
