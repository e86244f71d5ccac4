using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>A principal that a finding concerns.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its account.</param>
public sealed record FindingPrincipal(string Arn, string Account)
{
    /// <summary>
    /// What it is known by from run to run: its ARN, but of a role of Identity Center the account and the permission set. Identity Center gives those roles another
    /// suffix when it makes them anew.
    /// </summary>
    public string Key => PrincipalKinds.PermissionSetOfArn(Arn) is { } set ? $"{Account} sso:{set}" : Arn;

    /// <summary>Since when it is among the finding's principals; null means since this run.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Who answers for it, from its tag or its assignment; null if nobody is named.</summary>
    public string? Owner { get; init; }

    /// <summary>The moment of the first run that found the finding and could not look whether it still concerns this principal; null if the last run met it, or found nothing.</summary>
    public DateTimeOffset? UnseenSince { get; init; }

    /// <summary>True if a suppression leaves it out, though not the whole finding.</summary>
    public bool IsLeftOut { get; init; }
}
