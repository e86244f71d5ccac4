using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using StandIn;

namespace Amazon.Lambda;

/// <summary>Invoke: the bodies are the payloads themselves; everything else stands in headers.</summary>
internal sealed class InvokeOperation(ServiceModel service) : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invoke = (InvokeRequest)input;
        if (string.IsNullOrEmpty(invoke.FunctionName))
            throw new AmazonLambdaException(
                "Request object does not have required field FunctionName set", null!, ErrorType.Sender, "", "", 0);
        var request = new DefaultRequest(input, service.Name)
        {
            HttpMethod = "POST",
            ResourcePath = "/2015-03-31/functions/{FunctionName}/invocations",
            UseQueryString = true,
            Content = invoke.PayloadStream?.ToArray() ?? [],
        };
        request.AddPathResource("{FunctionName}", invoke.FunctionName);
        request.Headers["Content-Type"] = "application/json";
        if (invoke.InvocationType is not null)
            request.Headers["X-Amz-Invocation-Type"] = invoke.InvocationType.Value;
        if (invoke.LogType is not null)
            request.Headers["X-Amz-Log-Type"] = invoke.LogType.Value;
        if (invoke.Qualifier is not null)
            request.Parameters["Qualifier"] = invoke.Qualifier;
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var payload = new MemoryStream();
        input.Stream.CopyTo(payload);
        payload.Position = 0;
        return new InvokeResponse
        {
            ExecutedVersion = Header(input.ResponseData, "X-Amz-Executed-Version"),
            FunctionError = Header(input.ResponseData, "X-Amz-Function-Error"),
            LogResult = Header(input.ResponseData, "X-Amz-Log-Result"),
            Payload = payload,
            StatusCode = (int)input.ResponseData.StatusCode,
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        service.JsonError(input, innerException, statusCode);

    private static string? Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;
}
