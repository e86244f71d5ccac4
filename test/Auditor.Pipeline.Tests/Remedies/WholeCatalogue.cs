using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Explain;

namespace Auditor.Pipeline.Remedies;

/// <summary>Everything that a principal may do, found by asking about each action of the catalogue and each of its resources.</summary>
internal static class WholeCatalogue
{
    public static IEnumerable<AllowedRequest> Of(ExplainRun run, ExplainQuestion like) =>
        ServiceCatalog.Default.Services.Values.SelectMany(service => service.Actions).SelectMany(action => Of(run, like, action)).Distinct();

    private static IEnumerable<AllowedRequest> Of(ExplainRun run, ExplainQuestion like, CatalogAction action)
    {
        var all = run.Explain(like with { Action = action.FullName, Resource = null }, seeksRemedy: false);
        foreach (var resource in all.OtherResources.Where(other => other.Decision == Decision.Allowed))
            yield return new AllowedRequest(action.FullName, resource.Arn);
        foreach (var resource in (string?[])[all.Resource, action.IsWildcardOnly ? null : like.Resource])
        {
            if (resource is not null && run.Explain(like with { Action = action.FullName, Resource = resource }, seeksRemedy: false).Decision == Decision.Allowed)
                yield return new AllowedRequest(action.FullName, resource);
        }
    }
}
