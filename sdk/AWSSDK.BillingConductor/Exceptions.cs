using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.BillingConductor.Model;

public class AccessDeniedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonBillingConductorException(message, innerException, errorType, errorCode, requestId, statusCode);

public class InternalServerException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonBillingConductorException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ResourceNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonBillingConductorException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ThrottlingException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonBillingConductorException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ValidationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonBillingConductorException(message, innerException, errorType, errorCode, requestId, statusCode);

/// <summary>The exception of an error code; one that is not here gives the service's base exception, as in the official client.</summary>
internal static class Errors
{
    public static AmazonServiceException Make(ErrorResponse error)
    {
        var (message, inner, type) = (error.Message, error.InnerException, error.Type);
        var (code, id, status) = (error.Code, error.RequestId, error.StatusCode);
        return code switch
        {
            "AccessDeniedException" => new AccessDeniedException(message, inner, type, code, id, status),
            "InternalServerException" => new InternalServerException(message, inner, type, code, id, status),
            "ResourceNotFoundException" => new ResourceNotFoundException(message, inner, type, code, id, status),
            "ThrottlingException" => new ThrottlingException(message, inner, type, code, id, status),
            "ValidationException" => new ValidationException(message, inner, type, code, id, status),
            _ => new AmazonBillingConductorException(message, inner, type, code, id, status),
        };
    }
}
