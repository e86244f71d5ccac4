using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>What the payer's activity tells about the use of Billing Conductor, and whether it tells enough to speak of disuse.</summary>
/// <remarks>
/// Calls are told by the id of the role or user, which a principal of the same name made later does not share. Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.
/// </remarks>
public sealed class PayerUsage
{
    // A run that collects the activity itself does so after it has begun.
    private static readonly TimeSpan RunningTime = TimeSpan.FromDays(1);

    private const string EventSource = "billingconductor.amazonaws.com";
    private readonly Dictionary<string, ulong> usedByCaller = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ImmutableArray<ServiceLastAccess>>? lastAccessed;
    private readonly ActivityLog? activity;
    private readonly DateTimeOffset asOf;
    private ulong usedBySomebody;

    /// <summary>Looks at the payer's files.</summary>
    /// <param name="payer">The payer's account; null if it is not known or not in the snapshot.</param>
    /// <param name="unusedAfterDays">After how many days without use an action counts as unused.</param>
    /// <param name="asOf">The moment for which the audit speaks.</param>
    public PayerUsage(AccountSnapshot? payer, int unusedAfterDays, DateTimeOffset asOf)
    {
        this.asOf = asOf;
        activity = payer?.Activity;
        lastAccessed = payer?.LastAccessed;
        UnusedAfterDays = unusedAfterDays;
        foreach (var call in activity?.Events ?? [])
            Add(call);
    }

    /// <summary>After how many days without use an action counts as unused.</summary>
    public int UnusedAfterDays { get; }

    /// <summary>Where the activity begins; null if there is none, or it does not say.</summary>
    public DateTimeOffset? From => activity?.From;

    /// <summary>Where the activity ends, at the latest at the moment of the audit: nobody has seen what comes; null if there is none, or it does not say.</summary>
    public DateTimeOffset? To => EndsLater ? asOf : activity?.To;

    /// <summary>True if the activity says that it ends when the audit's moment is long past.</summary>
    public bool EndsLater => activity?.To - asOf > RunningTime;

    /// <summary>True if there is activity, whether or not it is enough.</summary>
    public bool HasActivity => activity is not null;

    /// <summary>True if nothing of the activity is missing.</summary>
    public bool IsComplete => activity is { IsComplete: true };

    /// <summary>True if the activity is complete and spans enough days: what is not in it was not done.</summary>
    public bool TellsDisuse => IsComplete && To - From >= TimeSpan.FromDays(UnusedAfterDays);

    /// <summary>The actions that the principal has used with success, and those that somebody has used of whom the record does not tell who.</summary>
    /// <remarks>Identity Center makes roles of a permission set anew, with another id: a call by any of them is a use.</remarks>
    public ulong UsedBy(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return usedBySomebody
            | usedByCaller.GetValueOrDefault(principal.Id)
            | usedByCaller.GetValueOrDefault(principal.SubjectKey)
            | usedByCaller.GetValueOrDefault(principal.Arn)
            | usedByCaller.GetValueOrDefault(principal.SessionsArn ?? principal.Arn);
    }

    /// <summary>True if the principal has existed so long that its disuse means something; false too if nobody knows since when it exists.</summary>
    public bool IsOldEnough(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.CreateDate is { } created && To - created >= TimeSpan.FromDays(UnusedAfterDays);
    }

    /// <summary>
    /// True if the information about services last accessed knows of no attempt to use Billing Conductor in so many days before a moment.
    /// It counts denied attempts too, and knows no single actions.
    /// </summary>
    public bool IsNotAccessedSince(Principal principal, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (lastAccessed?.TryGetValue(principal.Arn, out var services) is not true)
            return false;
        return services.FirstOrDefault(service => service.Service == ServiceCatalog.BillingConductor) is { } billing
            && !(asOf - billing.LastAuthenticated < TimeSpan.FromDays(UnusedAfterDays));
    }

    private void Add(ActivityEvent call)
    {
        if (call.ErrorCode is not null || (call.EventSource.Length > 0 && call.EventSource != EventSource))
            return;
        var action = ActionMask.Of($"{ServiceCatalog.BillingConductor}:{call.EventName}");
        // Only where the record lacks the id does the name have to do.
        if ((call.PrincipalId ?? TrustPolicies.WithoutSession(call.PrincipalArn)) is not { } caller)
            usedBySomebody |= action;
        else
            usedByCaller[caller] = usedByCaller.GetValueOrDefault(caller) | action;
        if (PermissionSetOf(call.PrincipalArn) is { } permissionSet)
            usedByCaller[permissionSet] = usedByCaller.GetValueOrDefault(permissionSet) | action;
    }

    /// <summary>The subject of an Identity Center role, by the role's ARN or, without path, by its session's.</summary>
    private static string? PermissionSetOf(string? arn)
    {
        if (arn is null)
            return null;
        var parts = arn.Split('/');
        var name = arn.Contains(":assumed-role/", StringComparison.Ordinal) && parts.Length > 1 ? parts[1] : parts[^1];
        return PrincipalKinds.IsOfIdentityCenter(name) ? "sso:" + PrincipalKinds.PermissionSetOf(name) : null;
    }
}
