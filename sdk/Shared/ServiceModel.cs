using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace StandIn;

/// <summary>What all operations of a service share.</summary>
/// <param name="Name">The namespace, which AWSSDK.Core names the service by.</param>
/// <param name="ApiVersion">The API's version date.</param>
/// <param name="Error">Makes the service's exception from an error answer.</param>
internal sealed record ServiceModel(string Name, string ApiVersion, Func<ErrorResponse, AmazonServiceException> Error)
{
    public AmazonServiceException JsonError(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return Error(error);
    }
}
