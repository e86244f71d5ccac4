using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate;

/// <summary>A request that carries this external id, or none.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html"/>.</remarks>
internal sealed class ExternalIdContext(RequestContext rest, ContextValue externalId) : RequestContext
{
    /// <summary>The context key that carries it.</summary>
    public const string Key = "sts:ExternalId";

    /// <inheritdoc/>
    public override ContextValue Get(string key) => key.Equals(Key, StringComparison.OrdinalIgnoreCase) ? externalId : rest.Get(key);
}
