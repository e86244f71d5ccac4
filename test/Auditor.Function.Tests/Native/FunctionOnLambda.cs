using Auditor.Testing;

namespace Auditor.Function.Tests.Native;

/// <summary>The native function in an emulated Lambda, with a small organization as its AWS.</summary>
internal sealed class FunctionOnLambda : IDisposable
{
    /// <summary>Credentials of the function that must not get into a log.</summary>
    public const string Secret = "secret-of-the-function", Token = "token-of-the-function", ExternalId = "external-id-of-the-role";

    private readonly string program;

    public FunctionOnLambda(NativeFunction native, LambdaFunction? function = null)
    {
        program = native.Program;
        Lambda = new LambdaEmulator(function);
    }

    /// <summary>AWS: what is planned before <see cref="Start"/> goes before the organization's answers.</summary>
    public FakeAws Aws { get; } = new();

    public LambdaEmulator Lambda { get; }

    public FakeBucket Bucket { get; private set; } = null!;

    /// <summary>Starts the process, with variables of the test's own.</summary>
    public FunctionOnLambda Start(params (string Name, string Value)[] variables)
    {
        Bucket = SmallOrganization.On(Aws);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = Aws.Url,
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = Secret,
            ["AWS_SESSION_TOKEN"] = Token,
            ["AUDITOR_BUCKET"] = FakeBucket.Name,
            ["AUDITOR_TOPIC_ARN"] = SmallOrganization.Topic,
            ["AUDITOR_EXTERNAL_ID"] = ExternalId,
            ["AUDITOR_SIMULATOR"] = "embedded",
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        Lambda.StartProcess(program, environment);
        return this;
    }

    public Task<InvocationResult> InvokeAsync(string payload, TimeSpan? timeout = null) => Lambda.InvokeAsync(payload, timeout);

    public void Dispose()
    {
        Lambda.Dispose();
        Aws.Dispose();
    }
}
