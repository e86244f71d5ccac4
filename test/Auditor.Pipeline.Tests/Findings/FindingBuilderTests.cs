using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

public sealed class FindingBuilderTests
{
    private const string First = "111122223333";
    private const string Second = "444455556666";

    [Fact]
    public void Order_of_drafts_changes_nothing()
    {
        FindingDraft[] drafts =
        [
            Draft("b", "x", First) with { Blockers = [Blocker("p2"), Blocker("p1")], Actions = ["z", "a"], Evidence = [Evidence("q", 2), Evidence("q", 1)] },
            Draft("a", "y", Second) with { Blockers = [Blocker("p3"), Blocker("p2")], Severity = Severity.High, Resources = ["r"], Evidence = [Evidence("p", 1)] },
            Draft("a", "x", First) with { Blockers = [Blocker("p4")], UnknownKeys = ["k"], Principals = [new FindingPrincipal("arn:b", First), new FindingPrincipal("arn:a", First)] },
        ];
        var finding = Build(drafts);

        Assert.Equal(("a", "x", Severity.High), (finding.Draft.Title, finding.Draft.Explanation, finding.Severity));
        Assert.Null(finding.Draft.Account);
        Assert.Equal(["a", "z"], finding.Draft.Actions);
        Assert.Equal("r k", $"{Assert.Single(finding.Draft.Resources)} {Assert.Single(finding.Draft.UnknownKeys)}");
        Assert.Equal(["arn:a", "arn:b"], finding.Principals.Select(principal => principal.Arn));
        Assert.Equal(["p4", "p3", "p2", "p1"], finding.Blockers.Select(blocker => blocker.Policy!.Id));
        Assert.Equal([("p", 1), ("q", 1), ("q", 2)], finding.Evidence.Select(item => (item.Policy, item.Line)));
        Assert.Equal(Words(finding), Words(Build([.. drafts.Reverse()])));
    }

    [Fact]
    public void Account_of_all_drafts_is_the_finding_s()
    {
        Assert.Equal(First, Build(Draft("a", "x", First), Draft("b", "x", First)).Draft.Account);
        Assert.Null(Build(Draft("b", "x", First), Draft("a", "x", Second)).Draft.Account);
        Assert.Null(Build(Draft("b", "x", First), Draft("a", "x", null)).Draft.Account);
    }

    [Fact]
    public void The_hash_of_evidence_is_that_of_its_canonical_JSON()
    {
        var draft = Draft("a", "x", First) with
        {
            Evidence = [new Evidence("arn:aws:iam::111122223333:policy/own", null, "#1", 2, 5, """{"Sid":"é<&'+"}"""), new Evidence("p", "v3", null, 0, 0, "a\tb\\")],
        };

        // Python: hashlib.sha256(json.dumps(evidence, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
        Assert.Equal("sha256:4aab4d0bdeadd09ddf52a1664bc3ed4113f45cfff10ab10068a9339d1be1bd12", Build(draft).EvidenceHash);
    }

    [Fact]
    public void Canonical_JSON_escapes_nothing_that_need_not_be()
    {
        var draft = Draft("a", "x", First) with { Evidence = [new Evidence("p", null, null, 0, 0, "\U0001F600\u007f\u0085\u2028\ue000\b\f\u001f/\n\r")] };

        Assert.Equal("sha256:487423b53dd3606aef11196aa0e2e8d811f95e26eac9e516d898b8cb6ac40724", Build(draft).EvidenceHash);
    }

    [Fact]
    public void Only_the_first_twenty_statements_are_evidence_whichever_come_first()
    {
        var drafts = Enumerable.Range(0, 50).Select(number => Draft("a", "x", First) with { Evidence = [Evidence($"p{number:00}", 1), Evidence("p00", 1)] }).ToArray();
        var finding = Build(drafts);

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"p{number:00}"), finding.Evidence.Select(item => item.Policy));
        Assert.Equal(finding.EvidenceHash, Build([.. drafts.Reverse()]).EvidenceHash);
    }

    [Fact]
    public void One_place_with_two_texts_is_two_statements_and_with_one_text_one()
    {
        var policy = new PolicyReference { Id = "p", Name = "p", Origin = PolicyOrigin.AwsManaged, Account = First };
        Evidence[] read = [.. Enumerable.Repeat("s3:Get*", 2).Append("s3:Put*").Select(action => Findings.Evidence.Of(policy, Parse(action).Statements[0]))];
        var finding = Build(Draft("a", "x", First) with { Evidence = [.. read] });

        Assert.Equal(2, finding.Evidence.Length);
        Assert.Equal(read[0], read[1]);
        Assert.NotEqual(read[0], read[2]);
        Assert.Equal(["s3:Get*", "s3:Put*"], finding.Evidence.Select(item => item.Text.Contains("Get", StringComparison.Ordinal) ? "s3:Get*" : "s3:Put*"));
    }

    private static Finding Build(params FindingDraft[] drafts)
    {
        var builder = new FindingBuilder("BCA999");
        foreach (var draft in drafts)
            builder.Add(draft);
        return builder.ToFinding();
    }

    private static FindingDraft Draft(string title, string explanation, string? account) => new()
    {
        Subject = new FindingSubject("organization", "o", "o"),
        Matter = "m",
        Severity = Severity.Low,
        Title = title,
        Explanation = explanation,
        Account = account,
    };

    private static Evidence Evidence(string policy, int line) => new(policy, null, "#0", line, 1, "{}");

    private static Blocker Blocker(string policy) => new(PolicyLayer.Identity, IsExplicit: true, Truth.Yes, new PolicySource(policy, policy), null, null);

    private static PolicyDocument Parse(string action) =>
        PolicyParser.Parse($$"""{"Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""", PolicyType.IdentityBased);

    private static string Words(Finding finding) => string.Join('|', (object?[])
    [
        finding.Id, finding.Draft.Title, finding.Draft.Explanation, finding.Severity, finding.EvidenceHash, string.Join(',', finding.Draft.Actions),
        string.Join(',', finding.Blockers), string.Join(',', finding.Principals), string.Join(',', finding.Evidence),
    ]);
}
