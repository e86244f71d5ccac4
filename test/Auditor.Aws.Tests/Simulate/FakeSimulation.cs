using System.Globalization;
using System.Text;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Simulate;

/// <summary>What a call to SimulatePrincipalPolicy asked for, and answers to it in AWS's two shapes.</summary>
internal sealed class FakeSimulation(FakeRequest request)
{
    public const string Api = "SimulatePrincipalPolicy";

    public string[] Actions => Members("ActionNames.member.");

    public string[] Resources => Members("ResourceArns.member.");

    public bool ExcludesServiceControlPolicies => request.Parameters.GetValueOrDefault("PolicyExclusionList.member.1.PolicyType") == "scp";

    /// <summary>Since 2026-07-30: one result an action, with its resources inside.</summary>
    public FakeAnswer InNewShape(Func<string, string, string> decide, string more = "", string moreOfResource = "")
    {
        var results = Actions.Select(action =>
        {
            var decisions = Resources.Select(resource => decide(action, resource)).ToArray();
            var worst = decisions.Contains(
                "explicitDeny") ? "explicitDeny" : decisions.Contains("implicitDeny") ? "implicitDeny" : "allowed";
            var specific = Resources.Zip(decisions, (resource, decision) =>
                $"<member><EvalResourceName>{resource}</EvalResourceName>"
                    + $"<EvalResourceDecision>{decision}</EvalResourceDecision>{moreOfResource}</member>");
            return $"<member><EvalActionName>{action}</EvalActionName>"
                + $"<EvalResourceName>arn:${{Partition}}:billingconductor::${{Account}}:billinggroup/${{BillingGroupId}}</EvalResourceName>"
                + $"<EvalDecision>{worst}</EvalDecision>{more}"
                + $"<ResourceSpecificResults>{string.Concat(specific)}</ResourceSpecificResults></member>";
        });
        return Page(results);
    }

    /// <summary>Before: one result for each action and resource.</summary>
    public FakeAnswer InOldShape(Func<string, string, string> decide, string more = "") => Page(
        from action in Actions
        from resource in Resources
        select $"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>{resource}</EvalResourceName>"
            + $"<EvalDecision>{decide(action, resource)}</EvalDecision>{more}</member>");

    public static FakeAnswer Page(IEnumerable<string> results, string? marker = null)
    {
        var text = new StringBuilder("<EvaluationResults>").AppendJoin("", results).Append("</EvaluationResults>");
        text.Append(CultureInfo.InvariantCulture, $"<IsTruncated>{(marker is null ? "false" : "true")}</IsTruncated>");
        return FakeAnswer.Ok(text + (marker is null ? "" : $"<Marker>{marker}</Marker>"));
    }

    public static string Organizations(bool allowed) =>
        $"<OrganizationsDecisionDetail><AllowedByOrganizations>{(allowed ? "true" : "false")}</AllowedByOrganizations>"
            + "</OrganizationsDecisionDetail>";

    public static string Boundary(bool allowed) =>
        "<PermissionsBoundaryDecisionDetail>"
            + $"<AllowedByPermissionsBoundary>{(allowed ? "true" : "false")}</AllowedByPermissionsBoundary>"
            + "</PermissionsBoundaryDecisionDetail>";

    public static string Missing(params string[] keys) =>
        $"<MissingContextValues>{string.Concat(keys.Select(key => $"<member>{key}</member>"))}</MissingContextValues>";

    public static string Matched(string policy) =>
        $"<MatchedStatements><member><SourcePolicyId>{policy}</SourcePolicyId><SourcePolicyType>role</SourcePolicyType><StartPosition>"
            + "<Line>1</Line><Column>2</Column></StartPosition></member></MatchedStatements>";

    private string[] Members(string prefix) =>
    [
        .. request.Parameters.Where(parameter => parameter.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(parameter => int.Parse(parameter.Key[prefix.Length..], CultureInfo.InvariantCulture))
            .Select(parameter => parameter.Value),
    ];
}
