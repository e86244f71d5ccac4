using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace StandIn;

/// <summary>Calls one operation until its answer names no further page. To be used once.</summary>
internal abstract class Paginator<TRequest, TResponse>(
    TRequest request, Func<TRequest, CancellationToken, Task<TResponse>> call,
    Action<TRequest, string?> turn, Func<TResponse, string?> next)
    : IPaginator<TResponse>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    private int used;

    public IPaginatedEnumerable<TResponse> Responses => new PaginatedResponse<TResponse>(this);

    async IAsyncEnumerable<TResponse> IPaginator<TResponse>.PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref used, 1) != 0)
            throw new InvalidOperationException("Paginator has already been consumed and cannot be reused. Please create a new instance.");
        PaginatorUtils.SetUserAgentAdditionOnRequest(request);
        string? token;
        do
        {
            var response = await call(request, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            yield return response;
            token = next(response);
            turn(request, token);
        }
        while (!string.IsNullOrEmpty(token));
    }
}
