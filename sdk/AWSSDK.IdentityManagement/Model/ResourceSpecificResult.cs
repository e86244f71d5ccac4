namespace Amazon.IdentityManagement.Model;

public class ResourceSpecificResult
{
    public string? EvalResourceName { get; set; }

    public PolicyEvaluationDecisionType? EvalResourceDecision { get; set; }

    public List<Statement>? MatchedStatements { get; set; }

    public List<string>? MissingContextValues { get; set; }

    public Dictionary<string, string>? EvalDecisionDetails { get; set; }

    public PermissionsBoundaryDecisionDetail? PermissionsBoundaryDecisionDetail { get; set; }
}
