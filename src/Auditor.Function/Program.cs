using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Auditor.Function;
using Auditor.Function.Telemetry;

MemoryLimit.Apply(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
using var output = Console.OpenStandardOutput();
var handler = new FunctionHandler(FunctionSettings.Read(Environment.GetEnvironmentVariable), new FunctionLog(output, TimeProvider.System), TimeProvider.System);
using var bootstrap = LambdaBootstrapBuilder
    .Create<JsonElement, JsonElement>(
        (payload, context) => handler.HandleAsync(payload, Invocation.Of(context, TimeProvider.System)),
        new SourceGeneratorLambdaJsonSerializer<PayloadJson>(options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping))
    .Build();
await bootstrap.RunAsync().ConfigureAwait(false);
