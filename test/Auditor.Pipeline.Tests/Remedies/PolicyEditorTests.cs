using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Remedies;

/// <summary>Edits that are applied together give what they give one after another.</summary>
public sealed class PolicyEditorTests
{
    private const string Read = """{"Effect":"Allow","Action":"billingconductor:Get*","Resource":"*"}""";
    private const string Write = """{"Effect":"Allow","Action":"billingconductor:Create*","Resource":"*"}""";
    private const string Deny = """{"Effect":"Deny","Action":"billingconductor:Delete*","Resource":"*"}""";
    private const string Other = """{"Effect":"Deny","Action":"s3:*","Resource":"*"}""";
    private static readonly PolicySource First = new("arn:aws:iam::111122223333:role/r first", "first");
    private static readonly PolicySource Second = new("arn:aws:iam::111122223333:role/r second", "second");
    private static readonly PolicySource New = new("arn:aws:iam::111122223333:role/r new", "new");
    private static readonly PolicySource Everywhere = new("p-everywhere", "everywhere");

    private static readonly PoliciesInEffect Policies = new()
    {
        Identity = [Policy(First, PolicyType.IdentityBased, Read, Deny), Policy(Second, PolicyType.IdentityBased, Write)],
        ServiceControlPolicies =
        [
            new OrganizationLevel("r-1", [Policy(Everywhere, PolicyType.ServiceControlPolicy, Other, Deny)]),
            new OrganizationLevel("111122223333", [Policy(Everywhere, PolicyType.ServiceControlPolicy, Other, Deny)]),
        ],
    };

    [Fact]
    public void Edits_of_one_policy_follow_each_other()
    {
        ImmutableArray<PolicyEdit> edits =
        [
            Edit(EditKind.AddStatement, PolicyLayer.Identity, First, null, Write),
            Replace(PolicyLayer.Identity, First, Policies.Identity[0].Document.Statements[1], Other, Write),
            Edit(EditKind.AddPolicy, PolicyLayer.Identity, New, null, Read),
            Edit(EditKind.Detach, PolicyLayer.Identity, Second, null),
            Edit(EditKind.AddStatement, PolicyLayer.Identity, New, null, Deny),
            Replace(PolicyLayer.Identity, First, Statement(Other), Deny),
            Replace(PolicyLayer.Identity, First, Policies.Identity[0].Document.Statements[0]),
        ];

        Assert.Equal(["first: " + Deny + Write + Write, "new: " + Read + Deny], Texts(PolicyEditor.Apply(Policies, edits).Identity));
        Assert.Equal(Texts(edits.Aggregate(Policies, (policies, edit) => PolicyEditor.Apply(policies, [edit])).Identity), Texts(PolicyEditor.Apply(Policies, edits).Identity));
    }

    [Fact]
    public void Policy_that_is_attached_twice_changes_twice_and_a_new_one_stands_at_its_level()
    {
        var added = new PolicySource("r-1 AllowRead", "AllowRead");
        var after = PolicyEditor.Apply(
            Policies,
            [
                Replace(PolicyLayer.ServiceControlPolicy, Everywhere, Statement(Deny), Write),
                Edit(EditKind.AddPolicy, PolicyLayer.ServiceControlPolicy, added, "r-1", Read),
                Edit(EditKind.AddStatement, PolicyLayer.ServiceControlPolicy, added, "r-1", Write),
            ]);

        Assert.Equal(["everywhere: " + Other + Write, "AllowRead: " + Read + Write], Texts(after.ServiceControlPolicies!.Value[0].Policies));
        Assert.Equal(["everywhere: " + Other + Write], Texts(after.ServiceControlPolicies.Value[1].Policies));
    }

    [Fact]
    public void Edit_of_a_policy_that_has_no_say_changes_nothing() =>
        Assert.Equal(
            Policies.Identity,
            PolicyEditor.Apply(Policies, [Replace(PolicyLayer.Identity, New, Statement(Deny), Write)]).Identity);

    [Fact]
    public void Policy_may_go_and_come_again() =>
        Assert.Equal(
            ["second: " + Write, "first: " + Other],
            Texts(PolicyEditor.Apply(Policies, [Edit(EditKind.Detach, PolicyLayer.Identity, First, null), Edit(EditKind.AddPolicy, PolicyLayer.Identity, First, null, Other)]).Identity));

    private static IEnumerable<string> Texts(ImmutableArray<SourcedPolicy> policies) =>
        policies.Select(policy => policy.Source.Name + ": " + string.Concat(policy.Document.Statements.Select(statement => statement.Text)));

    private static SourcedPolicy Policy(PolicySource source, PolicyType type, params string[] statements) => new(source, PolicyParser.Parse(PolicyEditor.TextOf(hasVariables: true, statements), type));

    private static Statement Statement(string text) => PolicyParser.Parse(PolicyEditor.TextOf(hasVariables: true, [text]), PolicyType.IdentityBased).Statements[0];

    private static PolicyEdit Edit(EditKind kind, PolicyLayer layer, PolicySource policy, string? target, params ImmutableArray<string> after) => new(kind, layer, policy, target, null, after);

    private static PolicyEdit Replace(PolicyLayer layer, PolicySource policy, Statement before, params ImmutableArray<string> after) => new(EditKind.ReplaceStatement, layer, policy, null, before, after);
}
