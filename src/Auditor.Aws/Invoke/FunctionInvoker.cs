using Amazon.Lambda;
using Amazon.Lambda.Model;
using Auditor.Aws.Access;
using Auditor.Aws.Publish;
using Auditor.Pipeline;

namespace Auditor.Aws.Invoke;

/// <summary>Invokes a Lambda function without waiting for its answer. Safe from any thread.</summary>
public sealed class FunctionInvoker : IDisposable
{
    private readonly IAmazonLambda client = new AwsClients(credentials: null, AwsClients.DefaultRegion, endpoint: null).Lambda();

    /// <summary>Hands an event over; Lambda keeps it and retries.</summary>
    /// <param name="function">The function's name or ARN.</param>
    /// <param name="payload">The event's JSON in UTF-8, at most 1 MB.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RunCannotGoOnException">Lambda did not take it.</exception>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"/>.</remarks>
    public async Task InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(payload.ToArray(), writable: false);
        try
        {
            var request = new InvokeRequest { FunctionName = function, InvocationType = InvocationType.Event, PayloadStream = body };
            await client.InvokeAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (PublishFailure.IsFailure(error, cancellationToken))
        {
            throw PublishFailure.Of(error, "lambda:InvokeFunction", function, $"the function `{function}` cannot be invoked");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
