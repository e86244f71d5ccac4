using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace StandIn;

/// <summary>One operation of AWS's REST JSON protocol: verb and path name it, JSON out (nothing for GET) and in.</summary>
/// <param name="verb">GET or POST.</param>
/// <param name="path">The path; `{name}` is replaced by what <paramref name="labels"/> gives, encoded.</param>
/// <param name="service">The service.</param>
/// <param name="labels">The members that stand in the path.</param>
/// <param name="write">Writes the members of the body.</param>
/// <param name="read">Reads the answer.</param>
internal sealed class RestJsonOperation<TRequest, TResponse>(
    string verb, string path, ServiceModel service, Func<TRequest, (string Label, string? Value)[]> labels,
    Action<TRequest, Utf8JsonWriter> write, Func<JsonElement, TResponse> read)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
    where TResponse : AmazonWebServiceResponse
{
    public InvokeOptions Options() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, service.Name) { HttpMethod = verb, ResourcePath = path };
        foreach (var (label, value) in labels((TRequest)input))
        {
            if (string.IsNullOrEmpty(value))
                throw new AmazonClientException($"Request object does not have required field {label.Trim('{', '}')} set");
            request.AddPathResource(label, value);
        }
        if (verb != "GET")
        {
            request.Content = Body((TRequest)input);
            request.Headers["Content-Type"] = "application/json";
        }
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var document = JsonDocument.Parse(input.Stream);
        return read(document.RootElement);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        service.JsonError(input, innerException, statusCode);

    private byte[] Body(TRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(request, writer);
            writer.WriteEndObject();
        }
        return body.WrittenSpan.ToArray();
    }
}
