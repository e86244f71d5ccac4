using System.Collections.Immutable;

namespace Auditor.Pipeline.Inventory;

/// <summary>A role that may be a link of a chain into the payer, by names alone: who it is, and whom it lets in.</summary>
/// <param name="Arn">The role's ARN.</param>
/// <param name="Account">Its account.</param>
/// <param name="CanWrite">True if it can change what customers are billed.</param>
/// <param name="Trusted">Whom its trust policy lets in, as <see cref="TrustPolicies.Trusted"/> names them.</param>
internal sealed record TrustNames(string Arn, string Account, bool CanWrite, ImmutableArray<string> Trusted)
{
    /// <summary>How many trusts a chain has at most.</summary>
    public const int MostTrusts = 3;

    /// <summary>A role's names.</summary>
    public static TrustNames Of(TrustingRole role) => new(
        role.Role.Arn, role.Role.Account, role.CanWrite, [.. TrustPolicies.Trusted(role.Role.TrustPolicy).Select(name => name == role.Role.Account ? role.Role.Account : name)]);

    /// <summary>The ARNs of the roles that can write, and of those from which trust alone may lead to one of these: of an organization's roles there are few.</summary>
    public static HashSet<string> Leading(IReadOnlyCollection<TrustNames> roles)
    {
        var leading = roles.Where(role => role.CanWrite).ToDictionary(role => role.Arn, StringComparer.Ordinal);
        var trusted = new HashSet<string>(StringComparer.Ordinal);
        for (var trusts = 1; trusts < MostTrusts; trusts++)
        {
            trusted.UnionWith(leading.Values.SelectMany(role => role.Trusted));
            var everyone = trusted.Contains(TrustPolicies.Everyone);
            foreach (var role in roles)
            {
                if (everyone || (!leading.ContainsKey(role.Arn) && role.IsAmong(trusted)))
                    leading[role.Arn] = role;
            }
        }

        return leading.Keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True if the role is one of those whom trust policies name like this.</summary>
    public bool IsAmong(HashSet<string> names) =>
        names.Contains(Arn) || names.Contains(Account) || names.Contains(TrustPolicies.Everyone)
        || (Principal.SessionsArnOf(Arn, Account) is { } sessions && names.Contains(sessions));
}
