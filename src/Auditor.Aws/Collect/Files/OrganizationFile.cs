using System.Text.Json;
using Amazon.Organizations.Model;
using Auditor.Aws.Collect.Organizations;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes <c>organization.json</c>: AWS's answers as the CLI prints them, merged into one object. What could not be read is left out.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cli/latest/reference/organizations/"/>.</remarks>
internal sealed class OrganizationFile(Utf8JsonWriter writer)
{
    public void Write(CollectedOrganization collected)
    {
        var survey = collected.Survey;
        writer.WriteStartObject();
        if (survey.IsStandalone)
            writer.WriteNull("Organization");
        else
            WriteOrganization(survey.Organization!);
        writer.Objects("Roots", survey.Roots, WriteRoot);
        var names = NamesOf(collected);
        if (!survey.IsStandalone)
            writer.Objects("OrganizationalUnits", survey.Units, unit => WriteUnit(unit, names));
        writer.Objects("Accounts", survey.Accounts, account => WriteAccount(account, collected.Parents));
        if (!survey.IsStandalone)
            writer.Objects("Policies", collected.Policies, WritePolicy);
        writer.WriteEndObject();
    }

    /// <summary>Where units come from the accounts' paths, the policies' targets still tell their names.</summary>
    private static Dictionary<string, PolicyTargetSummary> NamesOf(CollectedOrganization collected) => collected.Policies
        .SelectMany(policy => policy.Targets ?? [])
        .Where(target => target.Name is not null)
        .DistinctBy(target => target.TargetId, StringComparer.Ordinal)
        .ToDictionary(target => target.TargetId!, StringComparer.Ordinal);

    private void WriteOrganization(Organization organization)
    {
        writer.WriteStartObject("Organization");
        writer.Text("Id", organization.Id);
        writer.Text("Arn", organization.Arn);
        writer.Text("FeatureSet", organization.FeatureSet?.Value);
        writer.Text("MasterAccountArn", organization.MasterAccountArn);
        writer.Text("MasterAccountId", organization.MasterAccountId);
        writer.Text("MasterAccountEmail", organization.MasterAccountEmail);
        writer.WriteEndObject();
    }

    private void WriteRoot(Root root)
    {
        writer.Text("Id", root.Id);
        writer.Text("Arn", root.Arn);
        writer.Text("Name", root.Name);
        writer.Objects("PolicyTypes", root.PolicyTypes ?? [], type =>
        {
            writer.Text("Type", type.Type?.Value);
            writer.Text("Status", type.Status?.Value);
        });
    }

    private void WriteUnit(PlacedUnit unit, Dictionary<string, PolicyTargetSummary> names)
    {
        var known = names.GetValueOrDefault(unit.Id);
        writer.Text("Id", unit.Id);
        writer.Text("Arn", unit.Arn ?? known?.Arn);
        writer.Text("Name", unit.Name ?? known?.Name);
        writer.Text("ParentId", unit.ParentId);
    }

    private void WriteAccount(Account account, IReadOnlyDictionary<string, string> parents)
    {
        writer.Text("Id", account.Id);
        writer.Text("Arn", account.Arn);
        writer.Text("Email", account.Email);
        writer.Text("Name", account.Name);
        writer.Text("State", account.State?.Value);
        if (account.Paths is { Count: > 0 } paths)
            writer.List("Paths", paths, writer.WriteStringValue);
        writer.Text("JoinedMethod", account.JoinedMethod?.Value);
        writer.Time("JoinedTimestamp", account.JoinedTimestamp);
        writer.Text("ParentId", parents.GetValueOrDefault(account.Id!));
    }

    private void WritePolicy(CollectedPolicy policy)
    {
        writer.WriteStartObject("PolicySummary");
        writer.Text("Id", policy.Summary.Id);
        writer.Text("Arn", policy.Summary.Arn);
        writer.Text("Name", policy.Summary.Name);
        writer.Text("Description", policy.Summary.Description);
        writer.Text("Type", policy.Summary.Type?.Value);
        writer.Flag("AwsManaged", policy.Summary.AwsManaged);
        writer.WriteEndObject();
        writer.Text("Content", policy.Content);
        writer.Objects("Targets", policy.Targets, target =>
        {
            writer.Text("TargetId", target.TargetId);
            writer.Text("Arn", target.Arn);
            writer.Text("Name", target.Name);
            writer.Text("Type", target.Type?.Value);
        });
    }
}
