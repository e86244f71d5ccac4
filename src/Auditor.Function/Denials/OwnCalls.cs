using Auditor.Pipeline.Explain;

namespace Auditor.Function.Denials;

/// <summary>Tells the function's own calls: explaining why one of them was denied would make others that are denied too.</summary>
internal sealed class OwnCalls(FunctionSettings settings, Invocation invocation)
{
    /// <summary>What the names of the function's sessions of other roles begin with.</summary>
    public const string SessionPrefix = "auditor-";

    /// <remarks>Source: <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>.</remarks>
    private const int LongestSessionName = 64;

    /// <summary>The name of a run's sessions.</summary>
    public static string SessionOf(string runId) => SessionPrefix + runId is var name && name.Length <= LongestSessionName ? name : name[..LongestSessionName];

    /// <summary>True for a call of the member role, in whatever account, and of the function's own role.</summary>
    public bool Include(Denial denial) =>
        denial.RoleName is { } role
        && ((role == LastPart(settings.RoleName) && IsOwnSession(denial))
            || (role == settings.OwnRole && AccountOf(denial.RoleArn ?? denial.PrincipalArn) == AccountOf(invocation.FunctionArn)));

    /// <summary>People may use the same role: the function names its sessions.</summary>
    private static bool IsOwnSession(Denial denial) => denial.SessionName?.StartsWith(SessionPrefix, StringComparison.Ordinal) == true;

    /// <summary>The ARN of a session has the role's name without its path.</summary>
    private static string LastPart(string role) => role[(role.LastIndexOf('/') + 1)..];

    private static string? AccountOf(string? arn) => arn?.Split(':') is [_, _, _, _, var account, ..] ? account : null;
}
