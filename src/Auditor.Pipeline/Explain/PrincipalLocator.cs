using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Explain;

/// <summary>Finds the principal that an ARN or an IAM id means in a snapshot.</summary>
internal sealed class PrincipalLocator(SnapshotReader snapshot, AuditFrame frame)
{
    private const int MostNames = 5;

    /// <summary>The principal with its account; a run cannot go on without it, and the error says what was looked for.</summary>
    /// <exception cref="RunCannotGoOnException">The snapshot has no such principal.</exception>
    public (AccountSnapshot Account, Principal Principal) Find(string text)
    {
        // As some services write it.
        text = text.Replace(":assumedRole/", ":assumed-role/", StringComparison.Ordinal);
        if (!Arn.TryParse(text, out var arn))
            return FindById(text);
        if (arn is { Resource: "root" } || arn.Service is not ("iam" or "sts"))
            throw new RunCannotGoOnException($"`{text}` is neither a role nor a user: the root user and services are not audited (docs/limits.md)");
        if (arn is { Service: "sts" } && arn.Resource.StartsWith("federated-user/", StringComparison.Ordinal))
            throw new RunCannotGoOnException($"`{text}` is a federated user without a role, and these are not audited (docs/limits.md)");
        if (!snapshot.AccountIds.Contains(arn.Account, StringComparer.Ordinal))
            throw new RunCannotGoOnException(Absent(arn.Account));
        var account = frame.Read(snapshot, arn.Account);
        if (!account.IsRead)
            throw new RunCannotGoOnException($"the account `{arn.Account}` could not be read: {Reason(arn.Account)}");
        var principals = AccountInventory.Of(account).Principals;
        return principals.FirstOrDefault(principal => IsMeant(principal, text, arn)) is { } found
            ? (account, found)
            : throw new RunCannotGoOnException(NotFound(text, principals.Select(principal => principal.Arn)));
    }

    /// <summary>The role with this ARN; null if the snapshot has none, or could not read its account.</summary>
    public Principal? FindRole(string text)
    {
        if (!Arn.TryParse(text, out var arn) || arn.Service != "iam" || !arn.Resource.StartsWith("role/", StringComparison.Ordinal) || !snapshot.AccountIds.Contains(arn.Account, StringComparer.Ordinal))
            return null;
        var account = frame.Read(snapshot, arn.Account);
        return account.IsRead ? AccountInventory.Of(account).Principals.FirstOrDefault(principal => IsMeant(principal, text, arn)) : null;
    }

    /// <summary>A session's ARN lacks the role's path, and role names are unique in an account without it.</summary>
    private static bool IsMeant(Principal principal, string text, Arn arn) =>
        principal.Arn == text
        || (principal.SessionsArn is { } sessions && (text == sessions || text.StartsWith(sessions + "/", StringComparison.Ordinal)))
        // Some messages give a role's ARN without its path.
        || (arn.Service == "iam" && arn.Resource.Count(character => character == '/') == 1 && arn.Resource.EndsWith("/" + principal.Name, StringComparison.Ordinal)
            && (principal.SessionsArn is not null) == arn.Resource.StartsWith("role/", StringComparison.Ordinal));

    /// <summary>The role or user with this id in the account of an ARN; null if there is none.</summary>
    public Principal? FindById(string text, string id) =>
        Arn.TryParse(text, out var arn) && snapshot.AccountIds.Contains(arn.Account, StringComparer.Ordinal) && frame.Read(snapshot, arn.Account) is { IsRead: true } account
            ? AccountInventory.Of(account).Principals.FirstOrDefault(principal => principal.Id == id)
            : null;

    private (AccountSnapshot Account, Principal Principal) FindById(string id)
    {
        var wanted = id.Split(':')[0];
        foreach (var account in snapshot.AccountIds.Select(number => frame.Read(snapshot, number)).Where(account => account.IsRead))
        {
            if (AccountInventory.Of(account).Principals.FirstOrDefault(principal => principal.Id == wanted) is { } found)
                return (account, found);
        }

        throw new RunCannotGoOnException($"`{id}` is neither an ARN nor the id of a role or user in the snapshot: name one such as arn:aws:iam::111122223333:role/finops/Analyst");
    }

    private string Absent(string account) => snapshot.Metadata.Refused.FirstOrDefault(refusal => refusal.Account == account) is { } refused
        ? $"the account `{account}` could not be read: {refused.Message ?? $"`{refused.Call}` was refused with `{refused.Code}`"}"
        : $"the snapshot has no account `{account}`: collect it{(Known() is { Length: > 0 } known ? ", or name a principal of " + Listed(known) : "")}";

    /// <summary>The accounts that can be named: of a single file that tells none the id is empty.</summary>
    private ImmutableArray<string> Known() => [.. snapshot.AccountIds.Where(AccountNumber.IsValid)];

    private string Reason(string account) => frame.Gaps().FirstOrDefault(gap => gap.Account == account) is { } gap
        ? (gap.File is null ? "" : gap.File + (gap.Line is { } line ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", line {line}: ") : ": ")) + gap.Error
        : "its file is missing";

    private static string NotFound(string text, IEnumerable<string> arns)
    {
        var name = text[(text.LastIndexOf('/') + 1)..];
        var alike = arns.Where(arn => arn.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(arn[(arn.LastIndexOf('/') + 1)..], StringComparison.OrdinalIgnoreCase))
            .Take(MostNames).ToArray();
        return $"the snapshot has no `{text}`" + (alike.Length == 0 ? "; it may be newer than the snapshot, or deleted" : $"; there is {string.Join(", ", alike)}");
    }

    private static string Listed(IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? "one that was read" : string.Join(", ", ids.Take(MostNames)) + (ids.Count > MostNames ? $" and {ids.Count - MostNames} more" : "");
}
