using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.CloudTrail.Model;

public class InvalidLookupAttributesException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCloudTrailException(message, innerException, errorType, errorCode, requestId, statusCode);

public class InvalidMaxResultsException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCloudTrailException(message, innerException, errorType, errorCode, requestId, statusCode);

public class InvalidNextTokenException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCloudTrailException(message, innerException, errorType, errorCode, requestId, statusCode);

public class InvalidTimeRangeException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCloudTrailException(message, innerException, errorType, errorCode, requestId, statusCode);

public class OperationNotPermittedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCloudTrailException(message, innerException, errorType, errorCode, requestId, statusCode);

public class UnsupportedOperationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonCloudTrailException(message, innerException, errorType, errorCode, requestId, statusCode);

/// <summary>The exception of an error code; one that is not here gives the service's base exception, as in the official client.</summary>
internal static class Errors
{
    public static AmazonServiceException Make(ErrorResponse error)
    {
        var (message, inner, type) = (error.Message, error.InnerException, error.Type);
        var (code, id, status) = (error.Code, error.RequestId, error.StatusCode);
        return code switch
        {
            "InvalidLookupAttributesException" => new InvalidLookupAttributesException(message, inner, type, code, id, status),
            "InvalidMaxResultsException" => new InvalidMaxResultsException(message, inner, type, code, id, status),
            "InvalidNextTokenException" => new InvalidNextTokenException(message, inner, type, code, id, status),
            "InvalidTimeRangeException" => new InvalidTimeRangeException(message, inner, type, code, id, status),
            "OperationNotPermittedException" => new OperationNotPermittedException(message, inner, type, code, id, status),
            "UnsupportedOperationException" => new UnsupportedOperationException(message, inner, type, code, id, status),
            _ => new AmazonCloudTrailException(message, inner, type, code, id, status),
        };
    }
}
