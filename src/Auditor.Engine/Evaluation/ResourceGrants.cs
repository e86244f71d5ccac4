namespace Auditor.Engine.Evaluation;

/// <summary>Which actions a resource's own policy must allow by itself.</summary>
public static class ResourceGrants
{
    /// <summary>True for the actions on a role that its trust policy decides.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html"/>,
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html"/> and
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html"/>.</remarks>
    public static bool IsDecidedByTrust(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.StartsWith("sts:AssumeRole", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:TagSession", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:SetContext", StringComparison.OrdinalIgnoreCase)
            || action.Equals("sts:SetSourceIdentity", StringComparison.OrdinalIgnoreCase);
    }
}
