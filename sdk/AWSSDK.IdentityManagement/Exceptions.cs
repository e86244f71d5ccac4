using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.IdentityManagement.Model;

public class InvalidInputException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonIdentityManagementServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

public class NoSuchEntityException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonIdentityManagementServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

public class PolicyEvaluationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonIdentityManagementServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

public class ServiceFailureException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonIdentityManagementServiceException(message, innerException, errorType, errorCode, requestId, statusCode);

/// <summary>The exception of an error code; one that is not here gives the service's base exception, as in the official client.</summary>
internal static class Errors
{
    public static AmazonServiceException Make(ErrorResponse error)
    {
        var (message, inner, type) = (error.Message, error.InnerException, error.Type);
        var (code, id, status) = (error.Code, error.RequestId, error.StatusCode);
        return code switch
        {
            "InvalidInput" => new InvalidInputException(message, inner, type, code, id, status),
            "NoSuchEntity" => new NoSuchEntityException(message, inner, type, code, id, status),
            "PolicyEvaluation" => new PolicyEvaluationException(message, inner, type, code, id, status),
            "ServiceFailure" => new ServiceFailureException(message, inner, type, code, id, status),
            _ => new AmazonIdentityManagementServiceException(message, inner, type, code, id, status),
        };
    }
}
