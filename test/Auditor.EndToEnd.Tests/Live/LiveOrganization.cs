using Auditor.Aws.Tests;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>An organization in moto: 30 accounts, 5 units two levels deep, 12 service control policies, 600 roles. Made once for all tests that need it.</summary>
public sealed class LiveOrganization(MotoServer moto) : IAsyncLifetime
{
    public const int AccountCount = 30;
    public const int PolicyCount = 12;
    public const int RoleCount = 600;

    private string? reasonToSkip;
    private string[] accounts = [];

    /// <summary>Where moto listens. Skips the test, with the reason, where something is missing.</summary>
    public string Endpoint
    {
        get
        {
            Assert.SkipWhen(reasonToSkip is not null, reasonToSkip ?? "");
            return moto.Endpoint;
        }
    }

    public string Payer => accounts[0];

    public IReadOnlyList<string> Accounts => accounts;

    /// <summary>Credentials for one of the accounts.</summary>
    public Task<(string AccessKeyId, string SecretAccessKey, string SessionToken)> CredentialsOfAsync(string account) => moto.CredentialsOfAsync(account);

    public async ValueTask InitializeAsync()
    {
        if (!moto.IsThere)
        {
            reasonToSkip = MotoServer.ReasonToSkip;
            return;
        }

        (accounts, reasonToSkip) = await OrganizationSeed.PlantAsync(moto.Endpoint, AccountCount, PolicyCount, RoleCount);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
