using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>
/// A saved snapshot: a folder, or one authorization-details file. What cannot be read becomes a gap; nothing that a file holds makes reading fail.
/// </summary>
/// <remarks>
/// The files are AWS's own JSON as the AWS CLI prints it. Source:
/// <see href="https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html"/>.
/// </remarks>
public sealed class SnapshotReader
{
    private readonly string root;
    private readonly AccountReading? single;
    private readonly Func<AccountReading, AccountReading>? change;

    private SnapshotReader(string root, AccountReading? single, Func<AccountReading, AccountReading>? change = null)
    {
        this.root = root;
        this.single = single;
        this.change = change;
    }

    /// <summary>Every policy document that has been read so far.</summary>
    public required PolicyLibrary Library { get; init; }

    /// <summary>What the snapshot says about itself.</summary>
    public SnapshotMetadata Metadata { get; private init; } = new();

    /// <summary>The organization; null unless <see cref="OrganizationKnowledge"/> is known.</summary>
    public OrganizationSnapshot? Organization { get; private init; }

    /// <summary>Why the organization is null, if it is.</summary>
    public OrganizationKnowledge OrganizationKnowledge { get; private init; }

    /// <summary>The accounts that can be read, in ordinal order.</summary>
    public ImmutableArray<string> AccountIds { get; private init; } = [];

    /// <summary>How many accounts there should be: as many as the organization has active ones, else as the snapshot says, else those that can be read.</summary>
    public int AccountsExpected => Organization?.Accounts.Values.Count(account => account.IsActive) is { } active and > 0
        ? active
        : Metadata.AccountsExpected ?? AccountIds.Length;

    /// <summary>The files that are there, for whoever points to them.</summary>
    public required SnapshotFiles Files { get; init; }

    /// <summary>What could not be read, but for the accounts' own files: those gaps come with each account.</summary>
    public ImmutableArray<Gap> Gaps { get; private init; } = [];

    /// <summary>Opens a snapshot and reads what is not about one account.</summary>
    /// <param name="path">The folder, or the file, plain or compressed.</param>
    /// <exception cref="FileNotFoundException">There is neither a folder nor a file.</exception>
    public static SnapshotReader Open(string path)
    {
        if (Directory.Exists(path))
            return OpenFolder(path, new PolicyLibrary(), ImmutableHashSet<string>.Empty);
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no snapshot at `{path}`", path);
        return OpenFile(path, new PolicyLibrary());
    }

    /// <summary>Opens a folder that holds what is not about one account, while the files of accounts lie elsewhere.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="elsewhere">These accounts: they count as there, and are not read from the folder.</param>
    internal static SnapshotReader OpenWithout(string folder, IReadOnlySet<string> elsewhere) => OpenFolder(folder, new PolicyLibrary(), elsewhere);

    /// <summary>The bytes of an account's authorization details, decompressed; null if they cannot be read.</summary>
    internal byte[]? AuthorizationDetails(string account)
    {
        var file = SnapshotFile.Find(root, SnapshotFolder.FileOf(account, SnapshotFolder.AuthorizationDetails), account);
        return file?.Bytes();
    }

    /// <summary>Reads an account's authorization details from bytes that lie elsewhere.</summary>
    internal AccountSnapshot? ReadElsewhere(string account, ReadOnlyMemory<byte> details)
    {
        var gaps = new FileGaps(account, SnapshotFolder.FileOf(account, SnapshotFolder.AuthorizationDetails));
        return SnapshotFile.Read<AccountSnapshot>(FileBytes.Of(details), gaps, new AuthorizationDetailsReader(account, Library, everyVersion: false).Read);
    }

    /// <summary>Reads one account. May be called from several threads, each of which holds the bytes of one file at a time.</summary>
    /// <param name="id">One of <see cref="AccountIds"/>.</param>
    public AccountReading ReadAccount(string id) => Read(id, everyVersion: false);

    /// <summary>The same with the versions of its policies that are not in force.</summary>
    /// <param name="id">One of <see cref="AccountIds"/>.</param>
    public AccountReading ReadAccountWithVersions(string id) => Read(id, everyVersion: true);

    /// <summary>The same snapshot with another organization and changed accounts.</summary>
    /// <param name="organization">The organization; null where this snapshot's is.</param>
    /// <param name="gaps">What could not be read, but for the accounts' own files.</param>
    /// <param name="changeAccount">Changes an account after it is read; is called from several threads.</param>
    internal SnapshotReader With(OrganizationSnapshot? organization, ImmutableArray<Gap> gaps, Func<AccountReading, AccountReading> changeAccount) => new(root, single, changeAccount)
    {
        Library = Library,
        Metadata = Metadata,
        Organization = organization,
        OrganizationKnowledge = OrganizationKnowledge,
        AccountIds = AccountIds,
        Files = Files,
        Gaps = gaps,
    };

    private AccountReading Read(string id, bool everyVersion)
    {
        var reading = single ?? new AccountReader(root, id, Library, everyVersion).Read();
        return change is null ? reading : change(reading);
    }

    private static SnapshotReader OpenFolder(string root, PolicyLibrary library, IReadOnlySet<string> elsewhere)
    {
        var metadataFile = SnapshotFile.Find(root, SnapshotFolder.Metadata);
        var metadata = metadataFile?.Read<SnapshotMetadata>(SnapshotMetadataReader.Read) ?? new SnapshotMetadata();
        var organizationFile = SnapshotFile.Find(root, SnapshotFolder.Organization);
        var reading = organizationFile?.Read<OrganizationReading>(new OrganizationReader(library).Read);
        var knowledge = organizationFile is null ? OrganizationKnowledge.Missing : reading?.Knowledge ?? OrganizationKnowledge.Unreadable;
        var folders = new AccountFolders(root, reading?.Organization, metadata, elsewhere);
        return new SnapshotReader(root, null)
        {
            Library = library,
            Metadata = metadata,
            Organization = reading?.Organization,
            OrganizationKnowledge = knowledge,
            AccountIds = folders.Readable,
            Files = new SnapshotFiles(organizationFile?.Gaps.File, metadataFile?.Gaps.File, folders.Readable, folders.OddNames),
            Gaps = [.. metadataFile?.Gaps.ToImmutable() ?? [], .. organizationFile?.Gaps.ToImmutable() ?? [], .. folders.Gaps],
        };
    }

    private static SnapshotReader OpenFile(string path, PolicyLibrary library)
    {
        var full = Path.GetFullPath(path);
        var file = SnapshotFile.Find(Path.GetDirectoryName(full)!, Path.GetFileName(full))!;
        var account = file.Read<AccountSnapshot>(new AuthorizationDetailsReader(null, library, everyVersion: true).Read);
        var reading = new AccountReading(account ?? new AccountSnapshot { Id = "" }, file.Gaps.ToImmutable());
        return new SnapshotReader(full, reading)
        {
            Library = library,
            AccountIds = [reading.Account.Id],
            Files = new SnapshotFiles(null, null, [reading.Account.Id], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(reading.Account.Id, file.Gaps.File)),
        };
    }
}
