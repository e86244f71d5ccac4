using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Pipeline.Tests.Distribute;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Pipeline.Findings;

/// <summary>
/// A small organization, written as a snapshot in AWS's own JSON and audited by the whole pipeline. Without further words it is a
/// payer and one member account under an organizational unit, with FullAWSAccess everywhere and nobody in it.
/// </summary>
internal sealed class Estate
{
    public const string Payer = "111122223333";
    public const string Member = "222233334444";
    public const string OtherMember = "333344445555";

    public static readonly DateTimeOffset AsOf = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly EstateOrganization organization = new();
    private readonly SortedDictionary<string, EstateAccount> accounts = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Text)> files = [];
    private readonly EstateConfiguration configuration = new();
    private string? organizationText;
    private bool hasOrganization = true;
    private string? managementAccount;

    public Estate()
    {
        Account(Payer);
        Account(Member);
    }

    public static string RoleArn(string name, string account = Payer) => $"arn:aws:iam::{account}:role/{name}";

    public static string PolicyArn(string name, string account = Payer) => $"arn:aws:iam::{account}:policy/{name}";

    public static string Resource(string type, string id, string account = Payer) => $"arn:aws:billingconductor::{account}:{type}/{id}";

    public Estate Role(string name, Func<EstateHolder, EstateHolder> describe, string account = Payer) =>
        Add(Account(account).Roles, describe(new EstateHolder("Role", name, account)));

    public Estate User(string name, Func<EstateHolder, EstateHolder> describe, string account = Payer) =>
        Add(Account(account).Users, describe(new EstateHolder("User", name, account)));

    public Estate Group(string name, Func<EstateHolder, EstateHolder> describe, string account = Payer) =>
        Add(Account(account).Groups, describe(new EstateHolder("Group", name, account)));

    /// <summary>A role as Identity Center makes it for a permission set.</summary>
    public Estate PermissionSet(string name, Func<EstateHolder, EstateHolder> describe, string account = Payer) =>
        Role($"AWSReservedSSO_{name}_0123456789abcdef", role => describe(role.Path("/aws-reserved/sso.amazonaws.com/")), account);

    public Estate ServiceLinkedRole(string name, string service, Func<EstateHolder, EstateHolder> describe, string account = Payer) =>
        Role(name, role => describe(role.Path($"/aws-service-role/{service}.amazonaws.com/")), account);

    /// <summary>A customer managed policy; attach it by its ARN.</summary>
    public Estate ManagedPolicy(string name, Policy document, string account = Payer, string created = "2026-10-01T00:00:00Z") =>
        Add(Account(account).Policies, EstateAccount.ManagedPolicy(PolicyArn(name, account), document, created));

    /// <summary>The same with versions that are not in force, the newest first.</summary>
    public Estate Versions(string name, Policy document, params Policy[] older) =>
        Add(Account(Payer).Policies, EstateAccount.ManagedPolicy(PolicyArn(name), document, "2026-10-01T00:00:00Z", older));

    /// <summary>The same with versions of these numbers, all with the same text; the first is in force.</summary>
    public Estate NumberedVersions(string name, Policy document, params int[] numbers) =>
        Add(Account(Payer).Policies, EstateAccount.NumberedVersions(PolicyArn(name), document, numbers));

    /// <summary>An AWS managed policy, e.g. <c>job-function/Billing</c>; attach it by its ARN.</summary>
    public Estate AwsPolicy(string path, Policy document, string account = Payer, string created = "2020-01-01T00:00:00Z") =>
        Add(Account(account).Policies, EstateAccount.ManagedPolicy("arn:aws:iam::aws:policy/" + path, document, created));

    public Estate InUnit(string account, string unit, string parent = EstateOrganization.Root)
    {
        Account(account);
        organization.Place(account, unit, parent);
        return this;
    }

    /// <summary>Takes FullAWSAccess away from a root, unit or account.</summary>
    public Estate WithoutFullAccess(string node)
    {
        organization.WithoutFullAccess(node);
        return this;
    }

    public Estate Scp(string id, Policy document, params string[] targets)
    {
        organization.Add(id, "SERVICE_CONTROL_POLICY", document, targets);
        return this;
    }

    public Estate Rcp(string id, Policy document, params string[] targets)
    {
        organization.Add(id, "RESOURCE_CONTROL_POLICY", document, targets);
        return this;
    }

    /// <summary>Resources of the payer, by type and id.</summary>
    public Estate Inventory(params (string Type, string Id)[] resources) =>
        File($"accounts/{Payer}/billing-conductor.json", EstateAccount.Inventory(Payer, resources));

    public Estate Activity(string json, string account = Payer) => File($"accounts/{account}/activity.json", json);

    /// <summary>Any other file, or one in place of a generated one.</summary>
    public Estate File(string path, string text)
    {
        files.Add((path, text));
        return this;
    }

    public Estate WithoutOrganization()
    {
        hasOrganization = false;
        return this;
    }

    public Estate OrganizationJson(string text)
    {
        organizationText = text;
        return this;
    }

    public Estate Standalone()
    {
        accounts.Remove(Member);
        return OrganizationJson("""{ "Organization": null }""");
    }

    public Estate ManagementAccount(string id)
    {
        managementAccount = id;
        return this;
    }

    /// <summary>Gives a configuration without any assignment.</summary>
    public Estate Configured()
    {
        configuration.IsGiven = true;
        return this;
    }

    /// <summary>Assigns profiles (separated by spaces) to the principals that a pattern names.</summary>
    public Estate Assign(string pattern, string profiles, string more = "")
    {
        configuration.Assign(pattern, profiles.Split(' '), more);
        return Configured();
    }

    /// <summary>Lets a tag of the principal choose its profile.</summary>
    public Estate AssignByTag(string tag, string profile)
    {
        configuration.AssignByTag(tag, profile);
        return Configured();
    }

    /// <summary>Adds members to auditor.json, e.g. <c>"assume": { … }</c>.</summary>
    public Estate Configure(string text)
    {
        configuration.Add(text);
        return Configured();
    }

    /// <summary>The audit; of every eighth estate one that is distributed over workers must say the same, byte for byte.</summary>
    public AuditReport Audit() =>
        In((snapshot, folder) =>
        {
            var report = AuditRun.Run(snapshot, Options(), progress: null, CancellationToken.None);
            if (snapshot.OrganizationKnowledge == OrganizationKnowledge.Known && Files().Sum(file => file.Text.Length) % 8 == 0)
            {
                using var distributed = new DistributedAudit(folder, report.ManagementAccount, Options());
                Assert.Equal(DistributedAudit.TextOf(report), DistributedAudit.TextOf(distributed.Aggregate(distributed.Work())));
            }

            return Task.FromResult(report);
        }).GetAwaiter().GetResult();

    /// <summary>The audit of the day after one of an earlier estate.</summary>
    public AuditReport AuditAfter(Estate earlier)
    {
        var before = earlier.In(snapshot => Task.FromResult(AuditRun.Run(snapshot, earlier.Options() with { AsOf = AsOf.AddDays(-1), IsRemembered = true }, progress: null, CancellationToken.None)));
        var options = Options() with { Before = before.GetAwaiter().GetResult().Memory, IsRemembered = true };
        return In(snapshot => Task.FromResult(AuditRun.Run(snapshot, options, progress: null, CancellationToken.None))).GetAwaiter().GetResult();
    }

    /// <summary>The audit with AWS's simulator, or what stands in for it.</summary>
    public Task<AuditReport> AuditAsync(SimulatorRequest simulator) =>
        In(snapshot => AuditRun.RunAsync(AuditMaterial.Of(snapshot), Options(), simulator, progress: null, TestContext.Current.CancellationToken));

    /// <summary>The audit of what is supposed.</summary>
    public AuditReport AuditWith(Suppositions suppositions) =>
        In(snapshot => Task.FromResult(WhatIfRun.Run(snapshot, suppositions, Options(), progress: null, CancellationToken.None))).GetAwaiter().GetResult();

    /// <summary>What a question is answered with if something is supposed.</summary>
    public Explanation ExplainWith(Suppositions suppositions, string principal, string action) =>
        In(snapshot => Task.FromResult(ExplainRun.With(snapshot, Options(), suppositions).Explain(new ExplainQuestion(principal, action, null)))).GetAwaiter().GetResult();

    /// <summary>What a question is answered with.</summary>
    public Explanation Explain(string principal, string action, string? resource = null, params (string Key, string? Value)[] context) =>
        In(snapshot => Task.FromResult(new ExplainRun(snapshot, Options() with { Context = Known(context) }).Explain(new ExplainQuestion(principal, action, resource)))).GetAwaiter().GetResult();

    /// <summary>What denials are answered with.</summary>
    public ImmutableArray<DenialAnswer> Explain(string message) =>
        In(snapshot => Task.FromResult(new ExplainRun(snapshot, Options()).Explain(DenialReader.Read(message).Denials))).GetAwaiter().GetResult();

    /// <summary>What denials make findings of.</summary>
    public ImmutableArray<Finding> Denied(string message) => ExplainAll(message).Findings;

    /// <summary>What denials are answered with, and the findings.</summary>
    public DenialExplanations ExplainAll(string message) =>
        In(snapshot => Task.FromResult(new ExplainRun(snapshot, Options()).ExplainAll(DenialReader.Read(message).Denials))).GetAwaiter().GetResult();

    /// <summary>The policy that is proposed.</summary>
    public PolicyProposal Propose(string principal, string[] profiles, PolicyBasis? basis = null, bool namesInventory = false) =>
        In(snapshot => Task.FromResult(new ProposeRun(snapshot, Options()).Propose(principal, profiles, basis, namesInventory))).GetAwaiter().GetResult();

    /// <summary>Everything that a principal may do.</summary>
    public ImmutableArray<AllowedRequest> AllAllowed(string principal) =>
        In(snapshot => Task.FromResult(WholeCatalogue.Of(new ExplainRun(snapshot, Options()), new ExplainQuestion(principal, "", null)).ToImmutableArray())).GetAwaiter().GetResult();

    private static ImmutableSortedDictionary<string, ImmutableArray<string>?> Known((string Key, string? Value)[] context) =>
        context.ToImmutableSortedDictionary(item => item.Key, item => item.Value is { } value ? ImmutableArray.Create(value) : (ImmutableArray<string>?)null);

    /// <summary>What comes out where its snapshot is looked at.</summary>
    public T In<T>(Func<SnapshotReader, T> look) => In(snapshot => Task.FromResult(look(snapshot))).GetAwaiter().GetResult();

    private Task<T> In<T>(Func<SnapshotReader, Task<T>> audit) => In((snapshot, _) => audit(snapshot));

    private async Task<T> In<T>(Func<SnapshotReader, string, Task<T>> audit)
    {
        var folder = Directory.CreateTempSubdirectory("auditor-estate-").FullName;
        try
        {
            foreach (var (path, text) in Files())
                WriteFile(folder, path, text);
            return await audit(SnapshotReader.Open(folder), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private AuditOptions Options() => new()
    {
        AsOf = AsOf,
        ToolVersion = "test",
        Configuration = configuration.Read(),
        ConfigurationName = configuration.IsGiven ? "auditor.json" : null,
        ManagementAccount = managementAccount,
    };

    private IEnumerable<(string Path, string Text)> Files()
    {
        if (hasOrganization)
            yield return ("organization.json", organizationText ?? organization.ToJson(accounts.Keys));
        foreach (var account in accounts.Values)
            yield return ($"accounts/{account.Id}/authorization-details.json", account.ToJson());
        foreach (var file in files)
            yield return file;
    }

    private static void WriteFile(string folder, string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, text);
    }

    private EstateAccount Account(string id) =>
        accounts.TryGetValue(id, out var known) ? known : accounts[id] = new EstateAccount(id);

    private Estate Add(List<EstateHolder> holders, EstateHolder holder)
    {
        holders.Add(holder);
        return this;
    }

    private Estate Add(JsonArray policies, JsonObject policy)
    {
        policies.Add(policy);
        return this;
    }
}
