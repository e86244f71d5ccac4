using System.Text.Json;

namespace Auditor.Engine.Reference;

/// <summary>Who calls, as E10 to E13 name callers. Callers are roles, sessions and users.</summary>
internal sealed class NaivePrincipal(JsonElement policyCase)
{
    private readonly string[] caller = (Text(policyCase.GetProperty("request"), "principal") ?? "").Split(':', 6);
    private readonly bool hasBoundary = policyCase.TryGetProperty("boundary", out _);

    private enum Naming
    {
        No,
        Account,
        Role,
        Everyone,
        User,
        Session,
    }

    public bool IsOfAnotherAccount =>
        Text(policyCase.GetProperty("request"), "resourceAccount") is { } owner && caller.Length == 6 && caller[4] != owner;

    /// <summary>Whether the statement is about the caller.</summary>
    public bool IsMeantBy(JsonElement statement)
    {
        if (statement.TryGetProperty("Principal", out var principal))
            return Strongest(principal) != Naming.No;
        if (!statement.TryGetProperty("NotPrincipal", out var not))
            return true;
        if (statement.GetProperty("Effect").GetString() != "Deny")
            return Strongest(not) == Naming.No;
        // An account that is listed spares nobody in it but its root user.
        return hasBoundary || Strongest(not) == Naming.No || (Strongest(not) == Naming.Account && caller[5] != "root");
    }

    /// <summary>Which layers a matching Allow of the resource's own policy opens.</summary>
    public (bool OpensIdentity, bool OpensBoundary, bool OpensSession) Grant(JsonElement statement)
    {
        var naming = statement.TryGetProperty("Principal", out var principal) ? Strongest(principal) : Naming.Everyone;
        return (naming is not Naming.Account, naming is Naming.User or Naming.Session or Naming.Everyone, naming is Naming.Session or Naming.Everyone);
    }

    private Naming Strongest(JsonElement principal) =>
        principal.ValueKind == JsonValueKind.String ? Naming.Everyone : Texts(principal.GetProperty("AWS")).Max(Compare);

    private Naming Compare(string entry)
    {
        if (entry == "*")
            return Naming.Everyone;
        if (caller.Length < 6)
            return Naming.No;
        if (entry == caller[4] || entry == $"arn:aws:iam::{caller[4]}:root")
            return Naming.Account;
        if (entry == string.Join(':', caller))
            return caller[2] == "sts" ? Naming.Session : caller[5].StartsWith("role/", StringComparison.Ordinal) ? Naming.Role : Naming.User;
        // A role stands for its sessions, whatever its path is.
        var isItsRole = caller[2] == "sts" && entry.StartsWith($"arn:aws:iam::{caller[4]}:role/", StringComparison.Ordinal) && entry.Split('/')[^1] == caller[5].Split('/')[1];
        return isItsRole ? Naming.Role : Naming.No;
    }

    private static string? Text(JsonElement request, string name) => request.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.GetString()!) : [value.GetString()!];
}
