using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Lambda.Model;

public class InvalidParameterValueException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);

public class RequestTooLargeException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ResourceNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ServiceException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);

public class TooManyRequestsException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode);

/// <summary>The exception of an error code; one that is not here gives the service's base exception, as in the official client.</summary>
internal static class Errors
{
    public static AmazonServiceException Make(ErrorResponse error)
    {
        var (message, inner, type) = (error.Message, error.InnerException, error.Type);
        var (code, id, status) = (error.Code, error.RequestId, error.StatusCode);
        return code switch
        {
            "InvalidParameterValueException" => new InvalidParameterValueException(message, inner, type, code, id, status),
            "RequestTooLargeException" => new RequestTooLargeException(message, inner, type, code, id, status),
            "ResourceNotFoundException" => new ResourceNotFoundException(message, inner, type, code, id, status),
            "ServiceException" => new ServiceException(message, inner, type, code, id, status),
            "TooManyRequestsException" => new TooManyRequestsException(message, inner, type, code, id, status),
            _ => new AmazonLambdaException(message, inner, type, code, id, status),
        };
    }
}
