using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The accounts that the page names, and the organization as a tree.</summary>
internal sealed class OrganizationSection(AuditReport report, PageData data, ImmutableArray<string> accounts)
{
    public void Write()
    {
        WriteAccounts(data.Add("accounts"));
        JsonOrganization.WriteValue(data.Add("organization"), report.Organization);
        WriteNames(data.Add("accountNames"));
    }

    /// <summary>Columns in the order of the accounts' numbers: id, name, and the unit in which it stands.</summary>
    private void WriteAccounts(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("id");
        foreach (var account in accounts)
            json.WriteStringValue(account);
        json.WriteEndArray();
        Column(json, "name", account => report.Organization?.Accounts.GetValueOrDefault(account)?.Name);
        Column(json, "unit", account => report.Organization?.Accounts.GetValueOrDefault(account)?.Path is { Length: > 0 } path ? path[^1] : null);
        json.WriteEndObject();
    }

    private void Column(Utf8JsonWriter json, string name, Func<string, string?> value)
    {
        json.WriteStartArray(name);
        foreach (var account in accounts)
            json.WriteNumberValue(data.Texts.Of(value(account)));
        json.WriteEndArray();
    }

    /// <summary>Of accounts without listed principals that the tree names: those with policies of their own, and the payer.</summary>
    private void WriteNames(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (report.Organization is { } organization)
        {
            var named = organization.AccountsWithPolicies().Concat(report.Gaps.Take(HeadSection.MostLines).Select(gap => gap.Account).Append(report.ManagementAccount).OfType<string>())
                .Distinct(StringComparer.Ordinal);
            foreach (var account in named.Select(id => organization.Accounts.GetValueOrDefault(id)).OfType<Collect.OrganizationAccount>())
            {
                json.WriteStartArray(account.Id);
                json.WriteNumberValue(data.Texts.Of(account.Name));
                json.WriteNumberValue(data.Texts.Of(account.Path is { Length: > 0 } path ? path[^1] : null));
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }
}
