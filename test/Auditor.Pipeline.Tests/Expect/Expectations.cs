namespace Auditor.Pipeline.Expect;

internal static class Expectations
{
    public static ExpectationSet Of(string configuration) => new(ConfigurationExamples.Valid(configuration), ProfileCatalog.Default);

    public static PrincipalFacts Role(string path, string account) =>
        new() { Arn = $"arn:aws:iam::{account}:role/{path}", AccountId = account, Kind = PrincipalKind.Role };
}
