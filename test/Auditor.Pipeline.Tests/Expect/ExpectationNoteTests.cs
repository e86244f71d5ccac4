namespace Auditor.Pipeline.Expect;

public sealed class ExpectationNoteTests
{
    private const string Payer = "111122223333";

    private const string Configuration = """
        {
          "assignments": [
            { "principals": ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/z", "arn:aws:iam::111122223333:role/*"],
            "profiles": ["abc-viewer"] },
            { "permissionSets": ["FinOps", "Other"], "tag": "job", "profiles": ["abc-viewer"] },
            { "tag": "nobody", "profiles": ["abc-viewer"] }
          ],
          "administrators": ["arn:aws:iam::*:role/a", "arn:aws:iam::*:role/Admin"]
        }
        """;

    [Fact]
    public void Notes_tell_what_named_nobody_and_which_tag_values_gave_nothing()
    {
        var set = Expectations.Of(Configuration);
        foreach (var principal in Principals())
            Ask(set, principal);

        Assert.Equal(
            [
                "UnmatchedPattern $.assignments[0].principals[1] arn:aws:iam::*:role/z",
                "UnmatchedPermissionSet $.assignments[1].permissionSets[1] Other",
                "TagValueOutsideProfiles $.assignments[1].tag abc-administrator 2 arn:aws:iam::111122223333:role/b",
                "TagValueOutsideProfiles $.assignments[1].tag x 1 arn:aws:iam::111122223333:role/c",
                "UnmatchedTag $.assignments[2].tag nobody",
                "UnmatchedPattern $.administrators[1] arn:aws:iam::*:role/Admin",
            ],
            Print(set));
    }

    [Fact]
    public void Notes_are_the_same_in_any_order_and_from_many_threads()
    {
        var once = Expectations.Of(Configuration);
        foreach (var principal in Principals())
            Ask(once, principal);
        var often = Expectations.Of(Configuration);
        Parallel.ForEach(
            Enumerable.Repeat(Principals().Reverse(), 200).SelectMany(principals => principals), principal => Ask(often, principal));

        Assert.Equal(once.Notes(), often.Notes());
    }

    [Fact]
    public void Notes_before_any_question_name_everything() => Assert.Equal(9, Expectations.Of(Configuration).Notes().Length);

    [Fact]
    public void Messages_are_for_people()
    {
        var set = Expectations.Of(Configuration);
        Ask(set, Principals()[1]);
        var messages = set.Notes().Select(note => note.Message);

        Assert.Contains("the pattern `arn:aws:iam::*:role/z` matches no principal", messages);
        Assert.Contains("no account has a role of the permission set `Other`", messages);
        Assert.Contains("no principal has the tag `nobody`", messages);
        Assert.Contains(
            "the value `abc-administrator` of the tag `job` is not among the assignment's profiles and gives nothing", messages);
    }

    private static void Ask(ExpectationSet set, PrincipalFacts principal)
    {
        set.For(principal, Payer);
        set.IsAdministrator(principal.Arn);
    }

    private static PrincipalFacts[] Principals() =>
    [
        Expectations.Role("a", Payer),
        Tagged("c", "abc-administrator x abc-viewer"),
        Tagged("b", "abc-administrator"),
        Expectations.Role("sso", Payer) with { Kind = PrincipalKind.IdentityCenterRole, PermissionSetName = "FinOps" },
    ];

    private static PrincipalFacts Tagged(string path, string value) =>
        Expectations.Role(path, Payer) with { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["job"] = value } };

    private static string[] Print(ExpectationSet set) =>
    [
        .. set.Notes().Select(note =>
            $"{note.Kind} {note.Path} {note.Value}" + (note.FirstPrincipal is null ? "" : $" {note.PrincipalCount} {note.FirstPrincipal}")),
    ];
}
