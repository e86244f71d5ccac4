using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate;

/// <summary>Somebody outside the organization who may try to assume a role: an example of all whom a trust policy lets in under one name.</summary>
/// <param name="Name">As findings name him: <c>*</c>, an account, or an organization.</param>
/// <param name="Arn">How he signs in: a role, a user or a session.</param>
/// <param name="Account">His account.</param>
internal sealed record OutsideCaller(string Name, string Arn, string Account)
{
    /// <summary>Everyone.</summary>
    public const string Everyone = "*";

    /// <summary>An account that nobody has: for a caller of whom only that is known, that he is of another account.</summary>
    public const string NobodysAccount = "000000000000";

    /// <summary>The organization of his account; absent if it belongs to none.</summary>
    public ContextValue OrganizationId { get; init; }

    /// <summary>The place of his account in it.</summary>
    public ContextValue OrganizationPaths { get; init; }
}
