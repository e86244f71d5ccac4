using System.Text.Json.Nodes;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Tests.Collect;

namespace Auditor.Pipeline.Remedies;

/// <summary>An organization made by chance, kept as texts of statements: edits are applied to it without the product's help, and it is written as a snapshot again.</summary>
internal sealed class RandomOrganization
{
    public const string Payer = "111122223333";
    private const string Member = "222233334444";
    private const string Root = "r-root";
    private const string Unit = "ou-root-members1";
    private const string DenyAll = "arn:aws:iam::aws:policy/AWSDenyAll";

    private readonly RandomStatements statements;
    private readonly Random random;

    // By the ids that reports use: of an inline policy its holder's ARN and name.
    private readonly SortedDictionary<string, List<string>> documents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> attached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> boundaries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> targets = new(StringComparer.Ordinal);

    public RandomOrganization(int seed)
    {
        random = new Random(seed);
        statements = new RandomStatements(random);
        documents[DenyAll] = ["""{"Effect":"Deny","Action":"*","Resource":"*"}"""];
        foreach (var account in (string[])[Payer, Member])
        {
            for (var number = 0; number < 2; number++)
                documents[$"arn:aws:iam::{account}:policy/shared{number}"] = statements.Several(random.Next(1, 4));
            documents[$"arn:aws:iam::{account}:policy/limit"] = [.. statements.Several(2), """{"Effect":"Allow","Action":["ce:*","billingconductor:List*","organizations:*"],"Resource":"*"}"""];
            for (var number = 0; number < 5; number++)
                AddRole(account, number);
        }

        for (var number = 0; number < 3; number++)
            AddServiceControlPolicy(number);
    }

    private RandomOrganization(RandomOrganization like)
    {
        (random, statements, boundaries) = (like.random, like.statements, like.boundaries);
        foreach (var (id, texts) in like.documents)
            documents[id] = [.. texts];
        foreach (var (arn, policies) in like.attached)
            attached[arn] = [.. policies];
        foreach (var (id, nodes) in like.targets)
            targets[id] = [.. nodes];
    }

    public string[] Roles => [.. attached.Keys];

    /// <summary>The organization after the edits.</summary>
    public RandomOrganization With(string role, IEnumerable<PolicyEdit> edits)
    {
        var changed = new RandomOrganization(this);
        foreach (var edit in edits)
            changed.Apply(role, edit);
        return changed;
    }

    public ExplainRun Open(out TemporarySnapshot folder) =>
        new(OpenSnapshot(out folder), new AuditOptions { AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ToolVersion = "test" });

    public SnapshotReader OpenSnapshot(out TemporarySnapshot folder)
    {
        folder = new TemporarySnapshot().Write("organization.json", Organization());
        foreach (var account in (string[])[Payer, Member])
            folder.WriteDetails(TemporarySnapshot.Details(string.Join(',', Roles.Where(arn => arn.Contains(account, StringComparison.Ordinal)).Select(Role)), string.Join(',', Managed(account))), account);
        return folder.Open();
    }

    private void Apply(string role, PolicyEdit edit)
    {
        switch (edit.Kind)
        {
            case EditKind.AddPolicy when edit.Layer == PolicyLayer.ServiceControlPolicy:
                documents["scp/" + edit.Policy.Name + edit.TargetId] = [.. edit.After];
                targets["scp/" + edit.Policy.Name + edit.TargetId] = [edit.TargetId!];
                break;
            case EditKind.AddPolicy:
                documents.Add($"{role} {edit.Policy.Name}", [.. edit.After]);
                break;
            case EditKind.AddStatement:
                documents[Key(edit)].AddRange(edit.After);
                break;
            case EditKind.ReplaceStatement:
                documents[Key(edit)] = [.. documents[Key(edit)].SelectMany(text => text == edit.Before!.Text ? edit.After.AsEnumerable() : [text])];
                break;
            default:
                attached[role].Remove(edit.Policy.Id);
                break;
        }
    }

    private static string Key(PolicyEdit edit) => edit.Layer == PolicyLayer.ServiceControlPolicy ? "scp/" + edit.Policy.Id[(edit.Policy.Id.LastIndexOf('/') + 1)..] : edit.Policy.Id;

    private void AddRole(string account, int number)
    {
        var arn = $"arn:aws:iam::{account}:role/role{number}";
        attached[arn] = [.. Enumerable.Range(0, 2).Where(_ => random.Next(2) == 0).Select(shared => $"arn:aws:iam::{account}:policy/shared{shared}")];
        if (random.Next(6) == 0)
            attached[arn].Add(DenyAll);
        if (random.Next(3) == 0)
            boundaries[arn] = $"arn:aws:iam::{account}:policy/limit";
        for (var inline = random.Next(3); inline > 0; inline--)
            documents[$"{arn} inline{inline}"] = statements.Several(random.Next(1, 4));
    }

    private void AddServiceControlPolicy(int number)
    {
        documents["scp/p-random" + number] = statements.Several(random.Next(1, 3));
        targets["scp/p-random" + number] = [.. ((string[])[Root, Unit, Member]).Where(_ => random.Next(2) == 0)];
        // A level that has only this policy allows nothing but what it says; one without any counts as not read.
        if (number > 0)
            return;
        targets["without full access"] = random.Next(3) == 0 ? [Unit] : [];
        if (targets["without full access"].Count > 0)
            targets["scp/p-random0"] = [Unit];
    }

    private string Role(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        var inline = documents.Where(document => document.Key.StartsWith(arn + " ", StringComparison.Ordinal))
            .Select(document => $$"""{"PolicyName":"{{document.Key[(arn.Length + 1)..]}}","PolicyDocument":{{Text(document.Value)}}}""");
        var policies = attached[arn].Select(policy => $$"""{"PolicyName":"p","PolicyArn":"{{policy}}"}""");
        var boundary = boundaries.TryGetValue(arn, out var limit) ? $$""","PermissionsBoundary":{"PermissionsBoundaryArn":"{{limit}}"}""" : "";
        return TemporarySnapshot.Role(name, $"\"RolePolicyList\":[{string.Join(',', inline)}],\"AttachedManagedPolicies\":[{string.Join(',', policies)}]{boundary}", arn.Split(':')[4]);
    }

    private IEnumerable<string> Managed(string account) => documents
        .Where(document => document.Key.StartsWith($"arn:aws:iam::{account}:policy/", StringComparison.Ordinal) || document.Key == DenyAll)
        .Select(document => TemporarySnapshot.Policy(document.Key[(document.Key.LastIndexOf('/') + 1)..], Text(document.Value), document.Key.Split(':')[4]));

    private static string Text(IEnumerable<string> texts) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', texts)}}]}""";

    private string Organization()
    {
        var full = ((string[])[Root, Unit, Payer, Member]).Except(targets["without full access"]);
        var policies = targets.Where(target => target.Key.StartsWith("scp/", StringComparison.Ordinal))
            .Select(target => Policy(target.Key[4..], target.Value, JsonValue.Create(Text(documents[target.Key]))!.ToJsonString()))
            .Append(Policy("p-FullAWSAccess", full, null));
        return $$"""
            {"Organization":{"Id":"o-exampleorg1","MasterAccountId":"{{Payer}}","FeatureSet":"ALL"},
             "Roots":[{"Id":"{{Root}}","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}],
             "OrganizationalUnits":[{"Id":"{{Unit}}","Name":"members","ParentId":"{{Root}}"}],
             "Accounts":[{"Id":"{{Payer}}","Name":"payer","State":"ACTIVE","ParentId":"{{Root}}"},{"Id":"{{Member}}","Name":"member","State":"ACTIVE","ParentId":"{{Unit}}"}],
             "Policies":[{{string.Join(',', policies)}}]}
            """;
    }

    private static string Policy(string id, IEnumerable<string> nodes, string? content) => $$"""
        {"PolicySummary":{"Id":"{{id}}","Arn":"arn:aws:organizations::{{(content is null ? "aws:policy" : Payer + ":policy/o-exampleorg1")}}/service_control_policy/{{id}}","Name":"{{id}}","Type":"SERVICE_CONTROL_POLICY"},
         "Targets":[{{string.Join(',', nodes.Select(node => $$"""{"TargetId":"{{node}}"}"""))}}]{{(content is null ? "" : ",\"Content\":" + content)}}}
        """;
}
