using Auditor.Engine;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Explain;

/// <summary>Holds what AWS says about a denial against what is found, and says why they may differ.</summary>
internal sealed class DenialComparison(Denial denial, Explanation explanation, bool? isInPayer, DateTimeOffset? takenAt)
{
    /// <summary>Whether AWS's reason is among what is found; null where there is nothing to compare.</summary>
    public bool? Agrees()
    {
        if (denial.Gate is not null)
            return null;
        if (explanation.Decision == Decision.Allowed)
            return false;
        if (Layer() is not { } layer)
            return null;
        if (Same(layer).Any())
            return true;
        return explanation.Decision == Decision.Unknown ? null : false;
    }

    public IEnumerable<string> Lines()
    {
        if (denial.Gate is { } gate)
        {
            yield return gate == DenialGate.CostExplorerNotEnabled
                ? "AWS refuses because Cost Explorer has not been enabled in the account, whatever the policies say"
                : "AWS refuses because the root user has not activated IAM access to billing in the account, whatever the policies say";
            yield break;
        }

        yield return "AWS says: " + AwsReason();
        foreach (var line in explanation.Decision == Decision.Allowed ? WhyRefusedAllTheSame() : Agrees() == true ? Policy() : WhyDifferent())
            yield return line;
        if (denial.PrincipalId is { } id && explanation.Principal.Id is { Length: > 0 } found && found != id)
            yield return $"the call was made by {id}, and the snapshot has {found} under that name: the role or user has been made anew";
        if (denial.IsTruncated)
            yield return "AWS's text is cut off: what it said at its end is lost";
    }

    private string AwsReason()
    {
        var (layer, isExplicit, policy) = denial.Reason;
        if (layer is not { } named)
            return isExplicit == true ? "there is an explicit deny, without the type of policy" : "not authorized, without a reason";
        var words = named switch
        {
            DenialLayer.Identity => "identity-based policy",
            DenialLayer.PermissionsBoundary => "permissions boundary",
            DenialLayer.Session => "session policy",
            DenialLayer.ServiceControlPolicy => "service control policy",
            DenialLayer.ResourceControlPolicy => "resource control policy",
            DenialLayer.Resource => "resource-based policy",
            DenialLayer.Trust => "role trust policy",
            _ => "VPC endpoint policy",
        };
        return (isExplicit == true ? $"explicit deny in {(words[0] == 'i' ? "an" : "a")} {words}" : $"no {words} allows it") + (policy is null ? "" : $", {policy}");
    }

    private PolicyLayer? Layer() => denial.Reason.Layer switch
    {
        DenialLayer.Identity => PolicyLayer.Identity,
        DenialLayer.PermissionsBoundary => PolicyLayer.PermissionsBoundary,
        DenialLayer.ServiceControlPolicy => PolicyLayer.ServiceControlPolicy,
        DenialLayer.ResourceControlPolicy => PolicyLayer.ResourceControlPolicy,
        DenialLayer.Trust or DenialLayer.Resource when explanation.Ladder.Any(rung => rung.Layer == PolicyLayer.ResourcePolicy) => PolicyLayer.ResourcePolicy,
        _ => null,
    };

    private IEnumerable<Blocker> Same(PolicyLayer layer) => explanation.Blockers.Where(blocker => blocker.Layer == layer && blocker.IsExplicit == (denial.Reason.IsExplicit ?? blocker.IsExplicit));

    private IEnumerable<string> Policy()
    {
        var found = Same(Layer()!.Value).ToArray();
        if (denial.Reason.PolicyArn is { } arn && found.All(blocker => blocker.Policy?.Id != arn))
            yield return $"found in the same type of policy, but in another one than AWS names: {string.Join(", ", found.Select(blocker => blocker.Policy?.Id).OfType<string>().Distinct(StringComparer.Ordinal))}";
        else if (found.All(blocker => blocker.Certainty != Truth.Yes))
            yield return "the same is found, if the call had values under which it denies";
        else
            yield return "the same is found";
        if (explanation.Blockers.Any(blocker => blocker.Certainty == Truth.Yes && blocker.Layer != Layer()))
            yield return "more is found than AWS says: it names one type of policy even where several deny";
    }

    private IEnumerable<string> WhyDifferent()
    {
        if (denial.Reason.Layer is null)
            yield break;
        if (Layer() is null)
            yield return "a snapshot has no such policy, so that this cannot be found here; what is found stands in the way besides";
        else if (Unseen() is { } unseen)
            yield return unseen;
        else
            yield return "something else is found: AWS names one type of policy even where several deny, and the snapshot may not be as things were";
        foreach (var line in Older())
            yield return line;
    }

    private IEnumerable<string> WhyRefusedAllTheSame()
    {
        yield return "by the snapshot's policies the call is allowed; what may have refused it:";
        if (Unseen() is { } unseen)
            yield return unseen;
        foreach (var line in Older())
            yield return line;
        yield return "a session policy, or a change of policies within the minutes before the call, which takes time to arrive everywhere";
        yield return "another resource than the one looked at, or a value of the call that the snapshot does not tell";
    }

    /// <summary>Why AWS's reason cannot be found, if it cannot be.</summary>
    private string? Unseen() => denial.Reason.Layer switch
    {
        null => null,
        _ when Layer() is null => "what AWS names: a snapshot has no such policy, so that this cannot be found here",
        DenialLayer.ServiceControlPolicy when isInPayer == true => "service control policies never bind the payer: if AWS names one, the snapshot takes the wrong account for the payer",
        _ => null,
    };

    private IEnumerable<string> Older()
    {
        if (takenAt is { } taken && denial.EventTime is { } time && taken < time)
            yield return $"the snapshot of {taken.UtcDateTime:yyyy-MM-dd HH:mm} UTC is older than the call of {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
        else if (takenAt is { } later && denial.EventTime is { } before && later > before)
            yield return $"the snapshot of {later.UtcDateTime:yyyy-MM-dd HH:mm} UTC is newer than the call of {before.UtcDateTime:yyyy-MM-dd HH:mm} UTC: somebody may have changed something since";
    }
}
