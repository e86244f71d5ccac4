using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Organizations.Model;

public class AWSOrganizationsNotInUseException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class AccessDeniedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ConstraintViolationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class InvalidInputException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ParentNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class PolicyNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ServiceException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class TargetNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class TooManyRequestsException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

public class UnsupportedAPIEndpointException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonOrganizationsException(message, innerException, errorType, errorCode, requestId, statusCode);

/// <summary>The exception of an error code; one that is not here gives the service's base exception, as in the official client.</summary>
internal static class Errors
{
    public static AmazonServiceException Make(ErrorResponse error)
    {
        var (message, inner, type) = (error.Message, error.InnerException, error.Type);
        var (code, id, status) = (error.Code, error.RequestId, error.StatusCode);
        return code switch
        {
            "AWSOrganizationsNotInUseException" => new AWSOrganizationsNotInUseException(message, inner, type, code, id, status),
            "AccessDeniedException" => new AccessDeniedException(message, inner, type, code, id, status),
            "ConstraintViolationException" => new ConstraintViolationException(message, inner, type, code, id, status),
            "InvalidInputException" => new InvalidInputException(message, inner, type, code, id, status),
            "ParentNotFoundException" => new ParentNotFoundException(message, inner, type, code, id, status),
            "PolicyNotFoundException" => new PolicyNotFoundException(message, inner, type, code, id, status),
            "ServiceException" => new ServiceException(message, inner, type, code, id, status),
            "TargetNotFoundException" => new TargetNotFoundException(message, inner, type, code, id, status),
            "TooManyRequestsException" => new TooManyRequestsException(message, inner, type, code, id, status),
            "UnsupportedAPIEndpointException" => new UnsupportedAPIEndpointException(message, inner, type, code, id, status),
            _ => new AmazonOrganizationsException(message, inner, type, code, id, status),
        };
    }
}
