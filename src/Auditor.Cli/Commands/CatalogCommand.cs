using System.CommandLine;
using System.Globalization;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor catalog</c>: what the product knows.</summary>
internal static class CatalogCommand
{
    public static Command Create()
    {
        var command = new Command(
            "catalog",
            """
            Show what the auditor knows: actions, tasks, profiles, rules, services.

            Example:
              auditor catalog actions
            """);
        command.Add(List("actions", "Billing Conductor's actions: access level, resource types (* if none), what else is needed.", Actions));
        command.Add(List("tasks", "Tasks: the actions that each needs, and + its companions.", Tasks));
        command.Add(List("profiles", "Profiles: the tasks of each.", Profiles));
        command.Add(List("rules", "Finding rules.", Rules));
        command.Add(List("services", "The services whose actions are known in detail.", Services));
        return command;
    }

    private static Command List(string name, string description, Func<IEnumerable<string>> lines)
    {
        var command = new Command(name, $"{description}\n\nExample:\n  auditor catalog {name}");
        command.SetAction(_ =>
        {
            foreach (var line in lines())
                Console.Out.Write(line + "\n");
        });
        return command;
    }

    private static IEnumerable<string> Actions() => ServiceCatalog.Default.BillingConductorActions.Select(action =>
        $"{action.Name,-43} {action.AccessLevel,-8} {(action.IsWildcardOnly ? "*" : string.Join(", ", action.AuthorizedTypes))}"
        + (action.Added is { } added ? $"  since {added.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")
        + string.Concat(action.DependentActions.Where(dependent => dependent.When is null).Select(dependent => $"  + {dependent.Action}")));

    private static IEnumerable<string> Tasks() => ProfileCatalog.Default.Tasks.SelectMany(task => (string[])
    [
        $"{task.Id}: {task.Title}",
        .. task.Needs.Select(need => "    " + Describe(need)),
        .. task.Companions.Select(companion => "  + " + Describe(companion) + (companion.ConsoleOnly ? " (console)" : "")),
    ]);

    private static string Describe(TaskAction action) =>
        action.Action + (action.ResourceTypes.IsEmpty ? "" : " on " + string.Join(", ", action.ResourceTypes));

    private static IEnumerable<string> Profiles() => ProfileCatalog.Default.Profiles.SelectMany(profile => (string[])
    [
        $"{profile.Id}: {profile.Title}",
        $"    tasks: {string.Join(", ", profile.Tasks)}",
        .. profile.Permits.IsEmpty ? [] : (string[])[$"    may also: {string.Join(", ", profile.Permits)}"],
    ]);

    private static IEnumerable<string> Rules() => FindingRules.All.Select(rule =>
        $"{rule.Id}  {rule.Title}{(rule.NeedsConfiguration ? "  (needs a configuration)" : "")}");

    private static IEnumerable<string> Services() => ServiceCatalog.Default.Services.Values
        .OrderBy(service => service.Prefix, StringComparer.Ordinal)
        .Select(service => string.Create(CultureInfo.InvariantCulture, $"{service.Prefix,-24} {service.Actions.Length,3} actions  {service.Name}"))
        .Append($"catalogue {ServiceCatalog.Default.Version}");
}
