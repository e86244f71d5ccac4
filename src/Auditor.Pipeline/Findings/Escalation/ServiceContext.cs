using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The context in which a service assumes a role of its own account: whose resource it acts for is known, which one is not.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"/>.</remarks>
internal sealed class ServiceContext(Principal role) : RequestContext
{
    /// <inheritdoc/>
    public override ContextValue Get(string key) => key.ToLowerInvariant() switch
    {
        "aws:sourceaccount" => ContextValue.Of(role.Account),
        "aws:principalisawsservice" or "aws:securetransport" => ContextValue.Of("true"),
        _ => ContextValue.Unknown,
    };
}
