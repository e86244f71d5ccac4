using System.Text.Json;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>Writes answers with AWS's members, and our <c>Blockers</c> beside them.</summary>
internal static class SimulationAnswerWriter
{
    public static void WriteError(Utf8JsonWriter writer, JsonElement? id, string message)
    {
        writer.WriteStartObject();
        WriteId(writer, id);
        writer.WriteStartObject("Error");
        writer.WriteString("Code", "InvalidInput");
        writer.WriteString("Message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteAnswer(Utf8JsonWriter writer, JsonElement? id, SimulationRequest request, IEnumerable<SimulatedAction> actions)
    {
        writer.WriteStartObject();
        WriteId(writer, id);
        writer.WriteStartArray("EvaluationResults");
        foreach (var action in actions)
            WriteAction(writer, request, action);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, JsonElement? id)
    {
        writer.WritePropertyName("Id");
        if (id is { } given)
            given.WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    private static void WriteAction(Utf8JsonWriter writer, SimulationRequest request, SimulatedAction action)
    {
        var decision = action.Decision;
        var deciding = action.Resources.Where(resource => resource.Result.Decision == decision).Select(resource => resource.Result).ToArray();
        writer.WriteStartObject();
        writer.WriteString("EvalActionName", action.Action);
        writer.WriteString("EvalResourceName", action.Resources.Length == 1 ? action.Resources[0].Arn : "*");
        writer.WriteString("EvalDecision", Word(decision));
        WriteStatements(writer, request, deciding.SelectMany(Deciding).Distinct());
        WriteKeys(writer, action.Resources.SelectMany(resource => resource.Result.MissingKeys));
        WriteBlockers(writer, request, deciding.SelectMany(result => result.Blockers).Distinct());
        WriteDetails(writer, request, action);
        if (request.ResourceArns is not null)
            WriteResources(writer, request, action);
        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, SimulationRequest request, SimulatedAction action)
    {
        if (request.HasOrganization)
        {
            writer.WriteStartObject("OrganizationsDecisionDetail");
            writer.WriteBoolean("AllowedByOrganizations", action.Resources.All(resource =>
                resource.Result is { AllowedByServiceControlPolicies: null or Truth.Yes, AllowedByResourceControlPolicies: null or Truth.Yes }));
            writer.WriteEndObject();
        }

        if (request.Policies.Boundary is not null)
        {
            writer.WriteStartObject("PermissionsBoundaryDecisionDetail");
            writer.WriteBoolean("AllowedByPermissionsBoundary", action.Resources.All(resource => resource.Result.AllowedByPermissionsBoundary == Truth.Yes));
            writer.WriteEndObject();
        }
    }

    private static void WriteResources(Utf8JsonWriter writer, SimulationRequest request, SimulatedAction action)
    {
        writer.WriteStartArray("ResourceSpecificResults");
        foreach (var resource in action.Resources)
        {
            writer.WriteStartObject();
            writer.WriteString("EvalResourceName", resource.Arn);
            writer.WriteString("EvalResourceDecision", Word(resource.Result.Decision));
            WriteStatements(writer, request, Deciding(resource.Result));
            WriteKeys(writer, resource.Result.MissingKeys);
            WriteBlockers(writer, request, resource.Result.Blockers);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The denying statements of an explicit deny, the allowing ones of an allow; those of organization policies stand in the blockers.</summary>
    private static IEnumerable<MatchedStatement> Deciding(EvaluationResult result)
    {
        if (result.Decision == Decision.ImplicitDeny)
            return [];
        var wanted = result.Decision == Decision.ExplicitDeny ? Effect.Deny : Effect.Allow;
        return result.MatchedStatements
            .Where(match => match.Statement.Effect == wanted)
            .Where(match => match.Layer is not (PolicyLayer.ServiceControlPolicy or PolicyLayer.ResourceControlPolicy))
            .OrderByDescending(match => match.Layer);
    }

    private static void WriteStatements(Utf8JsonWriter writer, SimulationRequest request, IEnumerable<MatchedStatement> statements)
    {
        writer.WriteStartArray("MatchedStatements");
        foreach (var match in statements)
        {
            writer.WriteStartObject();
            writer.WriteString("SourcePolicyId", match.Policy.Id);
            writer.WriteString("SourcePolicyType", match.Layer == PolicyLayer.ResourcePolicy ? "resource" : "none");
            WritePositions(writer, request, match.Policy, match.Statement);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteKeys(Utf8JsonWriter writer, IEnumerable<string> keys)
    {
        writer.WriteStartArray("MissingContextValues");
        foreach (var key in keys.DistinctBy(key => key, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
            writer.WriteStringValue(key);
        writer.WriteEndArray();
    }

    private static void WriteBlockers(Utf8JsonWriter writer, SimulationRequest request, IEnumerable<Blocker> blockers)
    {
        writer.WriteStartArray("Blockers");
        foreach (var blocker in blockers)
        {
            writer.WriteStartObject();
            writer.WriteString("Layer", PolicyLayerNames.Of(blocker.Layer));
            writer.WriteString("Kind", blocker.IsExplicit ? "explicit" : "implicit");
            writer.WriteString("Level", blocker.TargetId);
            writer.WriteString("SourcePolicyId", blocker.Policy?.Id);
            writer.WriteString("Statement", blocker.Statement?.Label);
            if (blocker is { Policy: not null, Statement: not null })
                WritePositions(writer, request, blocker.Policy, blocker.Statement);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePositions(Utf8JsonWriter writer, SimulationRequest request, PolicySource policy, Statement statement)
    {
        if (!request.PoliciesWithPositions.Contains(policy.Id))
            return;
        WritePosition(writer, "StartPosition", statement.Start);
        WritePosition(writer, "EndPosition", statement.End);
    }

    private static void WritePosition(Utf8JsonWriter writer, string name, TextPosition position)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("Line", position.Line);
        writer.WriteNumber("Column", position.Column);
        writer.WriteEndObject();
    }

    private static string Word(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };
}
