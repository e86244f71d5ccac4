namespace Auditor.Pipeline.Collect;

/// <summary>The four lists of an authorization-details file, before references are followed and documents read.</summary>
internal sealed class AuthorizationDetails
{
    public List<PrincipalDraft> Users { get; } = [];

    public List<PrincipalDraft> Groups { get; } = [];

    public List<PrincipalDraft> Roles { get; } = [];

    public List<ManagedPolicyDraft> Policies { get; } = [];
}
