using Auditor.Engine.Catalog;

namespace Auditor.Engine.Examples;

/// <summary>An example of the package's README.</summary>
internal static class LookUpActions
{
    public static void Run()
    {
        // <example>
        foreach (var level in ServiceCatalog.Default.BillingConductorActions.GroupBy(action => action.AccessLevel).OrderBy(group => group.Key.ToString(), StringComparer.Ordinal))
            Console.WriteLine($"{level.Key}: {level.Count()}");
        Console.WriteLine(ActionNames.MatchesAction("billing-conductor:ListBillingGroups"));
        Console.WriteLine(ActionNames.NearestTo("billing-conductor:ListBillingGroups"));
        // </example>
    }
}
