using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda;

public class AmazonLambdaException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
