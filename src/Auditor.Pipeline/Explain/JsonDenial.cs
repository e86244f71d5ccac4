using System.Text.Json;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Explain;

/// <summary>What AWS said about a denial, for programs.</summary>
internal static class JsonDenial
{
    public static void Write(Utf8JsonWriter writer, DenialAnswer answer)
    {
        var denial = answer.Denial;
        writer.WriteStartObject("denial");
        writer.WriteNumber("count", answer.Count);
        writer.WriteString("principal", denial.PrincipalArn);
        writer.WriteString("principalId", denial.PrincipalId);
        writer.WriteString("action", denial.Action);
        writer.WriteString("resource", denial.Resource);
        writer.WriteString("errorCode", denial.ErrorCode);
        writer.WriteString("errorMessage", denial.ErrorMessage);
        writer.WriteString("layer", denial.Reason.Layer is { } layer ? WordOf(layer) : null);
        writer.WriteString("kind", denial.Reason.IsExplicit is { } isExplicit ? isExplicit ? "explicit" : "implicit" : null);
        writer.WriteString("policy", denial.Reason.PolicyArn);
        writer.WriteString("authorizationId", denial.AuthorizationId);
        writer.WriteString("eventTime", denial.EventTime is { } time ? JsonForm.Moment(time) : null);
        writer.WriteBoolean("truncated", denial.IsTruncated);
        writer.WriteEndObject();
        if (answer.Agrees is { } agrees)
            writer.WriteBoolean("agrees", agrees);
        else
            writer.WriteNull("agrees");
        JsonForm.WriteTexts(writer, "comparison", answer.Comparison);
        writer.WriteString("problem", answer.Problem);
    }

    private static string WordOf(DenialLayer layer) => layer switch
    {
        DenialLayer.Identity => "identity",
        DenialLayer.PermissionsBoundary => "permissionsBoundary",
        DenialLayer.Session => "session",
        DenialLayer.ServiceControlPolicy => "serviceControlPolicy",
        DenialLayer.ResourceControlPolicy => "resourceControlPolicy",
        DenialLayer.Resource => "resourcePolicy",
        DenialLayer.Trust => "trustPolicy",
        _ => "vpcEndpointPolicy",
    };
}
