namespace Auditor.Testing;

/// <summary>A function as it is configured in Lambda.</summary>
public sealed record LambdaFunction
{
    public string Name { get; init; } = "auditor";

    public string Version { get; init; } = "$LATEST";

    public string Region { get; init; } = "us-east-1";

    public string Account { get; init; } = "123456789012";

    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>How long an invocation may take, where it does not say so itself.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    public string Arn => $"arn:aws:lambda:{Region}:{Account}:function:{Name}";

    /// <summary>
    /// The environment that Lambda gives the function's process. Source: Lambda Developer Guide, "Defined runtime environment variables",
    /// <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime"/>.
    /// </summary>
    internal Dictionary<string, string> Environment(string runtimeApi, string taskRoot) => new(StringComparer.Ordinal)
    {
        ["_HANDLER"] = "bootstrap",
        ["AWS_ACCESS_KEY_ID"] = "testing",
        ["AWS_SECRET_ACCESS_KEY"] = "testing",
        ["AWS_SESSION_TOKEN"] = "testing",
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_LAMBDA_FUNCTION_NAME"] = Name,
        ["AWS_LAMBDA_FUNCTION_VERSION"] = Version,
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = MemoryMegabytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
        ["AWS_LAMBDA_LOG_FORMAT"] = "JSON",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{Name}",
        ["AWS_LAMBDA_LOG_STREAM_NAME"] = $"2026/11/25/[{Version}]00000000000000000000000000000000",
        ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
        // Not Lambda's: where the function finds Lambda's own API, so that it can invoke itself.
        ["AWS_ENDPOINT_URL_LAMBDA"] = $"http://{runtimeApi}",
        ["LAMBDA_TASK_ROOT"] = taskRoot,
        ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
        ["LANG"] = "en_US.UTF-8",
        ["PATH"] = "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
        ["TZ"] = ":UTC",
    };
}
