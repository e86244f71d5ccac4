using Auditor.Engine.Arns;

namespace Auditor.Pipeline.Explain;

/// <summary>Role and session in the ARN of a role's session, <c>arn:aws:sts::111122223333:assumed-role/ROLE/SESSION</c>.</summary>
internal readonly record struct AssumedRole(string RoleName, string SessionName)
{
    private const string RolePrefix = "role/";
    // The second is how some services write it.
    private static readonly string[] SessionPrefixes = ["assumed-role/", "assumedRole/"];

    /// <summary>Null for any other ARN.</summary>
    public static AssumedRole? Of(string? text)
    {
        if (!Arn.TryParse(text, out var arn) || arn.Service != "sts")
            return null;
        foreach (var prefix in SessionPrefixes)
        {
            if (!arn.Resource.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            var names = arn.Resource[prefix.Length..].Split('/');
            return names is [{ Length: > 0 } role, { Length: > 0 } session] ? new AssumedRole(role, session) : null;
        }

        return null;
    }

    /// <summary>The name in the ARN of a role, without its path; null for any other ARN.</summary>
    public static string? NameOf(string? text) => IsRole(text) ? text![(text!.LastIndexOf('/') + 1)..] : null;

    public static bool IsRole(string? text) =>
        Arn.TryParse(text, out var arn) && arn.Service == "iam" && arn.Resource.StartsWith(RolePrefix, StringComparison.Ordinal) && !text!.EndsWith('/');
}
