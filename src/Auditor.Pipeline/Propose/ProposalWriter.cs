using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Pipeline.Propose;

/// <summary>Writes a proposal as an <c>auditor.json</c> with comments.</summary>
public static class ProposalWriter
{
    /// <summary>The file's text; it can be read back as a configuration.</summary>
    public static string Write(ConfigurationProposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var text = new StringBuilder();
        text.Append("// Who should be able to do what in Billing Conductor. Proposed from what principals can do today: read it and correct it.\n");
        text.Append("// Administrators are told by their policies, unless a member `administrators` names them.\n");
        text.Append("{\n  \"schemaVersion\": 1,\n");
        text.Append("  \"managementAccount\": ").Append(Quoted(proposal.Payer)).Append(",\n");
        text.Append("  \"assignments\": [\n");
        var assignments = proposal.Assignments.Where(assignment => assignment.NamesSomebody).Select(Assignment).ToArray();
        text.AppendJoin(",\n", assignments);
        if (assignments.Length > 0)
            text.Append('\n');
        foreach (var (profile, arn) in proposal.Assignments.SelectMany(assignment => assignment.Unnamed.Select(arn => (assignment.Profile, arn))))
            text.Append("    // ").Append(profile).Append(" fits ").Append(Comment(arn)).Append(", whose wildcards match others too: assign it with a tag\n");
        foreach (var (arn, actions) in proposal.Unfitting)
            text.Append("    // no profile fits ").Append(Comment(arn)).Append(", which holds ").AppendJoin(", ", actions).Append('\n');
        return text.Append("  ]\n}\n").ToString();
    }

    private static string Assignment(ProposedAssignment assignment)
    {
        var members = new List<string>();
        if (!assignment.Principals.IsEmpty)
            members.Add("\"principals\": " + List(assignment.Principals));
        if (!assignment.PermissionSets.IsEmpty)
            members.Add("\"permissionSets\": " + List(assignment.PermissionSets));
        members.Add("\"profiles\": [" + Quoted(assignment.Profile) + "]");
        return "    {\n      " + string.Join(",\n      ", members) + "\n    }";
    }

    private static string List(ImmutableArray<string> texts) =>
        texts.Length == 1 ? "[" + Quoted(texts[0]) + "]" : "[\n        " + string.Join(",\n        ", texts.Select(Quoted)) + "\n      ]";

    private static string Quoted(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";

    /// <summary>A name must not end the comment that it stands in.</summary>
    private static string Comment(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
