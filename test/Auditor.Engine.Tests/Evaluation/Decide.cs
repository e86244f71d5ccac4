using System.Collections.Immutable;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Short forms for tests that write their policies in C#.</summary>
internal static class Decide
{
    public const string Everything = "\"Action\":\"*\",\"Resource\":\"*\"";
    public const string OwnGroup = "arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef";

    public static AccessRequest Request(string action, string resource = "*", params (string Key, ContextValue Value)[] context) =>
        new()
        {
            Action = action,
            Resource = resource,
            Context = new GivenContext(
            context.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)))
        };

    public static SourcedPolicy Policy(PolicyType type, string effect, string rest, string version = "2012-10-17") =>
        new(
            new PolicySource("p", "p"),
            PolicyParser.Parse($$"""{"Version":"{{version}}","Statement":{"Effect":"{{effect}}",{{rest}}} }""", type));

    public static SourcedPolicy Allow(string rest = Everything, string version = "2012-10-17") =>
        Policy(PolicyType.IdentityBased, "Allow", rest, version);

    public static SourcedPolicy Deny(string rest = Everything) => Policy(PolicyType.IdentityBased, "Deny", rest);

    public static OrganizationLevel Level(params string[] effectsAndRests) =>
        new("level", [.. effectsAndRests.Chunk(2).Select(pair => Policy(PolicyType.ServiceControlPolicy, pair[0], pair[1]))]);

    public static Decision Of(AccessRequest request, params ImmutableArray<SourcedPolicy> identity) =>
        AccessEvaluator.Evaluate(request, new PoliciesInEffect { Identity = identity }).Decision;

    public static Decision Under(AccessRequest request, params ImmutableArray<OrganizationLevel> levels) =>
        AccessEvaluator.Evaluate(request, new PoliciesInEffect { Identity = [Allow()], ServiceControlPolicies = levels }).Decision;

    public static string If(string condition, string rest = Everything) => $"{rest},\"Condition\":{condition}";
}
