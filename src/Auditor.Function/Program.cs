using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Auditor.Function;
using Auditor.Function.Telemetry;

MemoryLimit.Apply(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
using var output = Console.OpenStandardOutput();
var log = new FunctionLog(output, TimeProvider.System);
FunctionHandler? handler = null;
using var bootstrap = LambdaBootstrapBuilder
    .Create<JsonElement, JsonElement>(
        (payload, context) => handler!.HandleAsync(payload, Invocation.Of(context, TimeProvider.System)),
        new SourceGeneratorLambdaJsonSerializer<PayloadJson>(options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping))
    .UseBootstrapHandler(() =>
    {
        // Here and not before: Lambda is told what is wrong with the settings.
        handler = new FunctionHandler(FunctionSettings.Read(Environment.GetEnvironmentVariable), log, TimeProvider.System);
        return Task.FromResult(true);
    })
    .Build();
await bootstrap.RunAsync().ConfigureAwait(false);
