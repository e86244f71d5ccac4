using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The access matrix: principals in columns of numbers, with the verdicts that many of them share in tables of their own.</summary>
internal sealed class PrincipalSection
{
    /// <summary>Stands for the account in the text before a principal's name, so that all accounts share it.</summary>
    private const char AccountMark = '\u0001';

    private readonly AuditReport report;
    private readonly PageData data;
    private readonly ImmutableArray<ListedPrincipal> principals;
    private readonly Dictionary<string, int> numbers;
    private readonly ImmutableArray<TaskDefinition> tasks;
    private readonly NumberedRows answers = new();
    private readonly NumberedRows profiles = new();

    public PrincipalSection(AuditReport report, PageData data, PrincipalChoice choice)
    {
        this.report = report;
        this.data = data;
        principals = choice.Chosen;
        numbers = principals.Index().ToDictionary(entry => entry.Item.Assessed.Principal.Arn, entry => entry.Index, StringComparer.Ordinal);
        Accounts = [.. principals.Select(listed => listed.Assessed.Principal.Account).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var seen = principals.SelectMany(listed => listed.Assessed.Tasks).Select(task => task.Task).DistinctBy(task => task.Id, StringComparer.Ordinal)
            .ToDictionary(task => task.Id, StringComparer.Ordinal);
        tasks = [.. ProfileCatalog.Default.Tasks.Where(task => seen.Remove(task.Id) || task.UsesBillingConductor), .. seen.Values.OrderBy(task => task.Id, StringComparer.Ordinal)];
    }

    /// <summary>The accounts of the principals that are shown, in the order of their numbers.</summary>
    public ImmutableArray<string> Accounts { get; }

    /// <summary>Those that are shown, in the order of their numbers.</summary>
    public ImmutableArray<ListedPrincipal> Principals => principals;

    /// <summary>A principal's number; null if the page does not show it.</summary>
    public int? Find(string arn) => numbers.TryGetValue(arn, out var number) ? number : null;

    public void Write()
    {
        WriteActions(data.Add("actions"));
        WriteTasks(data.Add("tasks"));
        WriteColumns(data.Add("principals"));
        answers.Write(data.Add("answers"));
        profiles.Write(data.Add("profiles"));
        new ClassSection(report, data.Texts).Write(data.Add("classes"), principals.Select(listed => listed.AccessClass).ToHashSet(StringComparer.Ordinal));
    }

    private void WriteColumns(Utf8JsonWriter json)
    {
        var accounts = Accounts.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var classes = report.AccessClasses.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        json.WriteStartObject();
        Column(json, "name", principal => data.Texts.Of(PrincipalChoice.NameOf(principal.Principal.Arn)));
        Column(json, "path", principal => data.Texts.Of(PathOf(principal.Principal)));
        Column(json, "account", principal => accounts[principal.Principal.Account]);
        Column(json, "kind", principal => (int)principal.Principal.Kind);
        Column(json, "set", principal => data.Texts.Of(principal.Principal.PermissionSet));
        Column(json, "flags", principal => (principal.IsAdministrator ? 1 : 0) + (principal.InPayer switch { true => 2, null => 4, _ => 0 }));
        Column(json, "profiles", principal => profiles.Of(principal.Expectation.ProfileIds.Select(data.Texts.Of)));
        Column(json, "answers", principal => answers.Of(principal.Tasks.SelectMany(AnswerOf)));
        json.WriteStartArray("class");
        foreach (var listed in principals)
            json.WriteNumberValue(classes.TryGetValue(listed.AccessClass, out var number) ? number : -1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Column(Utf8JsonWriter json, string name, Func<AssessedPrincipal, int> value)
    {
        json.WriteStartArray(name);
        foreach (var listed in principals)
            json.WriteNumberValue(value(listed.Assessed));
        json.WriteEndArray();
    }

    private static string PathOf(Principal principal)
    {
        var path = principal.Arn[..(principal.Arn.LastIndexOf('/') + 1)];
        return path.Contains(AccountMark, StringComparison.Ordinal) ? path : path.Replace($":{principal.Account}:", $":{AccountMark}:", StringComparison.Ordinal);
    }

    /// <summary>The task, then its verdict with 8 if it is assigned and 16 if the principal cannot do it.</summary>
    private IEnumerable<int> AnswerOf(AssessedTask task) =>
        [tasks.IndexOf(tasks.First(known => known.Id == task.Task.Id)), (int)task.Verdict + (task.IsAssigned ? 8 : 0) + (task.Fails ? 16 : 0)];

    private static void WriteActions(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var action in ActionMask.Actions)
        {
            json.WriteStartArray();
            json.WriteStringValue(action.Name);
            json.WriteNumberValue(action.IsReportAction ? 2 : action.AccessLevel == AccessLevel.Write ? 1 : 0);
            json.WriteStringValue(Explain.ActionPhrases.Of(action.FullName));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteTasks(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var task in tasks)
        {
            json.WriteStartArray();
            json.WriteStringValue(task.Id);
            json.WriteStringValue(task.Title);
            json.WriteNumberValue(task.UsesBillingConductor ? 1 : 0);
            json.WriteStartArray();
            foreach (var need in task.Needs.Select(need => need.Action).Distinct(StringComparer.Ordinal))
                json.WriteNumberValue(data.Texts.Of(need));
            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
