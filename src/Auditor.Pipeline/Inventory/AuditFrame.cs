using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>What is the same for every account of an audit: the organization, the payer, what is expected, what is assumed.</summary>
public sealed class AuditFrame
{
    private const int MostReadAhead = 3;
    private readonly AccountSettings settings;
    private readonly AccountSnapshot? payerAccount;
    private readonly RunMemory? before;
    private AccountReading? readAhead;
    private readonly GapCollection gaps = new();
    private int accountsRead;

    private AuditFrame(SnapshotReader snapshot, AuditOptions options)
    {
        AsOf = options.AsOf;
        ListAll = options.ListAll;
        IsRemembered = options.IsRemembered || options.Before is not null;
        before = options.Before;
        PrincipalsAtOnce = Math.Max(1, options.Parallelism / Math.Max(1, snapshot.AccountIds.Length));
        var knowledge = snapshot.OrganizationKnowledge;
        Payer = snapshot.Organization?.ManagementAccount
            ?? (knowledge == OrganizationKnowledge.Standalone && snapshot.AccountIds is [var only] ? only : null)
            ?? options.Configuration?.ManagementAccount
            ?? options.ManagementAccount;
        Organization = new OrganizationContext(snapshot.Organization, knowledge, Payer, snapshot.AccountIds);
        Membership = new OrganizationMembership(snapshot, Payer);
        Expected = new PrincipalExpectations(options.Configuration, Payer);
        Assumed = AssumedContext.Of((options.Configuration ?? Configuration.Empty).Assume.Concat(options.Context));
        // What could not be read this time still is what it was about.
        var known = knowledge is OrganizationKnowledge.Missing or OrganizationKnowledge.Unreadable ? options.Before?.OrganizationId : null;
        OrganizationSubject = snapshot.Organization?.Id ?? known ?? Payer ?? snapshot.AccountIds.FirstOrDefault() ?? "";
        var levels = new OrganizationPolicyLevels(snapshot.Organization is null ? null : snapshot.Organization with { ManagementAccount = Payer }, knowledge, snapshot.AccountIds);
        gaps.AddRange([.. snapshot.Gaps.Where(gap => Payer is null || gap.Error != OrganizationAssembler.PayerUnknown)]);
        gaps.AddRange(levels.Gaps);
        if (knowledge == OrganizationKnowledge.Missing)
            gaps.AddRange([MissingOrganization]);
        settings = new AccountSettings(snapshot.AccountIds, Payer, knowledge, levels);
        if (Payer is not null && snapshot.AccountIds.Contains(Payer, StringComparer.Ordinal))
            payerAccount = Read(snapshot, Payer);
        Partition = PartitionOf(snapshot);
        PayerTies = new PayerTies(payerAccount, options.Parallelism);
        Usage = new PayerUsage(payerAccount, (options.Configuration ?? Configuration.Empty).UnusedAfterDays, AsOf);
    }

    /// <summary>The moment for which the audit speaks.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>True if every principal is to be kept.</summary>
    public bool ListAll { get; }

    /// <summary>True if who can do what is to be remembered, or compared with what was.</summary>
    public bool IsRemembered { get; }

    /// <summary>Who could do what in an account when the run before looked; null if nobody knows.</summary>
    internal AccountMemory? MemoryOf(string account) => before?.Accounts.GetValueOrDefault(account);

    /// <summary>How many principals of one account are worked on at once: more than one where there are fewer accounts than may be.</summary>
    internal int PrincipalsAtOnce { get; }

    /// <summary>The partition, e.g. <c>aws</c>.</summary>
    public string Partition { get; }

    /// <summary>The payer's account id, or null if unknown.</summary>
    public string? Payer { get; }

    /// <summary>What findings about the organization as a whole are about.</summary>
    public string OrganizationSubject { get; }

    /// <summary>What the configuration says of principals.</summary>
    internal PrincipalExpectations Expected { get; }

    /// <summary>What the payer's activity tells about the use of Billing Conductor.</summary>
    public PayerUsage Usage { get; }

    /// <summary>What binds principals of any account to the payer.</summary>
    internal PayerTies PayerTies { get; }

    /// <summary>True if there is an inventory of the payer's resources.</summary>
    internal bool HasInventory => payerAccount?.Inventory is not null;

    /// <summary>How many accounts could be read so far.</summary>
    public int AccountsRead => accountsRead;

    internal IOrganizationContext Organization { get; }

    /// <summary>Which accounts are the own ones.</summary>
    internal OrganizationMembership Membership { get; }

    internal IReadOnlyDictionary<string, ContextValue> Assumed { get; }

    /// <summary>The verdicts given so far.</summary>
    internal VerdictRows Rows { get; } = new();

    /// <summary>Looks at the organization, the payer and the configuration.</summary>
    public static AuditFrame Of(SnapshotReader snapshot, AuditOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        return new AuditFrame(snapshot, options);
    }

    /// <summary>Reads an account. The payer, which every other account needs, is read once.</summary>
    public AccountSnapshot Read(SnapshotReader snapshot, string account)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (payerAccount is not null && account == Payer)
            return payerAccount;
        if (readAhead is { } read && read.Account.Id == account)
            return Take(read);
        return Take(account == Payer ? snapshot.ReadAccountWithVersions(account) : snapshot.ReadAccount(account));
    }

    /// <summary>Takes an account that was read elsewhere.</summary>
    internal AccountSnapshot Take(AccountReading reading)
    {
        gaps.AddRange(reading.Gaps);
        if (reading.Account.IsRead)
            Interlocked.Increment(ref accountsRead);
        return reading.Account;
    }

    /// <summary>What the account's place means for its principals.</summary>
    public AccountSetting SettingOf(string account) => settings[account];

    /// <summary>The resource control policies over the resources of any account, of the snapshot or not; null if none that is known has a say.</summary>
    internal ImmutableArray<OrganizationLevel>? ResourceControlPoliciesOver(string account) => settings.ResourceControlPoliciesOver(account);

    /// <summary>The resources that the principals of an account are asked about: those of the payer, if it is known.</summary>
    public ResourceCatalogue ResourcesOf(AccountSnapshot account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var inventory = (payerAccount ?? account).Inventory;
        return new ResourceCatalogue(Partition, account.Id, Payer, InventoryResources.ByType(inventory, Partition, Payer ?? account.Id), inventory?.Tags);
    }

    /// <summary>What the payer's own files mean for the verdicts on other accounts, in a fixed order.</summary>
    internal IEnumerable<string> MarksOfPayer() => PayerTies.Marks().Concat(InventoryResources.Marks(payerAccount?.Inventory, Partition, Payer ?? ""));

    /// <summary>What could not be read so far.</summary>
    public ImmutableArray<Gap> Gaps() => gaps.ToSorted();

    /// <summary>The one thing to do about a snapshot without organization: the finding says how.</summary>
    private static Gap MissingOrganization { get; } = new(
        GapKind.FileUnreadable,
        null,
        "organization.json",
        "organization.json",
        null,
        null,
        "organizations:DescribeOrganization",
        "the file is missing, so nobody knows which account is the payer and which service control policies bind; the README has a script that makes it");

    /// <summary>What the ARNs at hand say; what the snapshot says of itself counts where there are none, for none would match ARNs of another partition.</summary>
    private string PartitionOf(SnapshotReader snapshot)
    {
        var seen = PartitionOf(snapshot.Organization?.Policies.Select(policy => policy.Arn) ?? []) ?? PartitionOf(payerAccount is null ? [] : NamesIn(payerAccount));
        if (seen is not null && snapshot.Metadata.Partition is { } said && said != seen)
            gaps.AddRange([new Gap(GapKind.FileUnreadable, null, SnapshotFolder.Metadata, SnapshotFolder.Metadata, null, null, null, $"`partition` is `{said}`, but the ARNs are of the partition `{seen}`, which counts")]);
        return seen ?? snapshot.Metadata.Partition ?? PartitionOf(ArnsOf(snapshot)) ?? "aws";
    }

    private static string? PartitionOf(IEnumerable<string?> arns) =>
        arns.Select(text => Arn.TryParse(text, out var arn) ? arn.Partition : null).FirstOrDefault(partition => partition is not null);

    /// <summary>Names of roles and users: of the payer, else of one of the first accounts, which is then not read again.</summary>
    private IEnumerable<string> ArnsOf(SnapshotReader snapshot)
    {
        if (payerAccount is not null && NamesIn(payerAccount).FirstOrDefault() is { } name)
            return [name];
        foreach (var account in snapshot.AccountIds.Where(account => account != Payer).Take(MostReadAhead))
        {
            readAhead = snapshot.ReadAccount(account);
            if (NamesIn(readAhead.Account).FirstOrDefault() is { } found)
                return [found];
        }

        return [];
    }

    private static IEnumerable<string> NamesIn(AccountSnapshot account) => account.Roles.Select(role => role.Arn).Concat(account.Users.Select(user => user.Arn));
}
