using System.Globalization;
using Auditor.Engine.Arns;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Explain;

/// <summary>
/// The places of a record that name its caller. They agree, but where a service passes on what it was refused itself, or where somebody has
/// changed the record: then nobody can tell who was denied.
/// </summary>
internal static class CallerNames
{
    private const string UserPrefix = "user/";

    /// <summary>The two that differ, for people; null if all are the same. What is neither a role nor a user is not compared.</summary>
    public static string? Contradiction(RecordDraft.IdentityDraft identity, string? inMessage)
    {
        var issuer = AssumedRole.IsRole(identity.IssuerArn) ? identity.IssuerArn : null;
        string[] names = [.. new[] { identity.Arn, issuer, inMessage }.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        return names is [var one, var other, ..] ? string.Create(CultureInfo.InvariantCulture, $"`{JsonWords.Shorten(one)}` and `{JsonWords.Shorten(other)}`") : null;
    }

    /// <summary>Without the path, which not all of them have, and without the session.</summary>
    private static string? NameOf(string? text)
    {
        if (!Arn.TryParse(text, out var arn))
            return null;
        if ((AssumedRole.Of(text)?.RoleName ?? AssumedRole.NameOf(text)) is { } role)
            return $"{arn.Account}:role/{role}";
        return arn.Service == "iam" && arn.Resource.StartsWith(UserPrefix, StringComparison.Ordinal)
            ? $"{arn.Account}:{UserPrefix}{arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..]}"
            : null;
    }
}
