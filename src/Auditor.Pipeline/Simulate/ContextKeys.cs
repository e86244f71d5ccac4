namespace Auditor.Pipeline.Simulate;

/// <summary>Kinds of context keys that reports tell apart.</summary>
public static class ContextKeys
{
    /// <summary>Stands among the keys where the organization was not read: then nobody knows which account is the payer.</summary>
    public const string AccountIsThePayer = "the account is the payer";

    /// <summary>Stands among the keys where the organization was not read and the account is known not to be the payer.</summary>
    public const string ServiceControlPoliciesAllow = "the service control policies allow it";

    /// <summary>True for the two phrases that stand for an organization that was not read.</summary>
    public static bool IsProviso(string key) => key is AccountIsThePayer or ServiceControlPoliciesAllow;

    /// <summary>True for keys that tell one resource from another.</summary>
    public static bool IsOfResource(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith("aws:ResourceTag/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True for keys whose values the caller chooses with his request.</summary>
    public static bool IsChosenByCaller(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith("aws:RequestTag/", StringComparison.OrdinalIgnoreCase)
            || key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase)
            || key.Equals("billingconductor:PricingPlanArn", StringComparison.OrdinalIgnoreCase);
    }
}
