using System.Collections.Immutable;

namespace Auditor.Engine.Policies;

/// <summary>A Principal or NotPrincipal element.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>.</remarks>
/// <param name="IsNotPrincipal">True for NotPrincipal.</param>
/// <param name="Entries">The named principals; <c>"*"</c> alone is one entry of type AWS.</param>
public sealed record PrincipalElement(bool IsNotPrincipal, ImmutableArray<PrincipalEntry> Entries);

/// <summary>One named principal.</summary>
/// <param name="Type"><c>AWS</c>, <c>Service</c>, <c>Federated</c> or <c>CanonicalUser</c>.</param>
/// <param name="Value">As written: <c>*</c>, an account id, an ARN, a service name.</param>
public sealed record PrincipalEntry(string Type, string Value)
{
    /// <summary>Everyone.</summary>
    public bool IsEveryone => Type == "AWS" && Value == "*";

    /// <summary>The account that the entry names as a whole (id or root ARN), or null.</summary>
    public string? Account
    {
        get
        {
            if (Type != "AWS")
                return null;
            if (Value.Length == 12 && Value.All(char.IsAsciiDigit))
                return Value;
            return Arns.Arn.TryParse(Value, out var arn) && arn is { Service: "iam", Resource: "root" } ? arn.Account : null;
        }
    }
}
