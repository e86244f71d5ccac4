using System.Text;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

public class InvokeRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    public InvocationType? InvocationType { get; set; }

    public LogType? LogType { get; set; }

    /// <summary>The payload as text; reads and sets <see cref="PayloadStream"/>.</summary>
    public string? Payload
    {
        get => PayloadStream is null ? null : Encoding.UTF8.GetString(PayloadStream.ToArray());
        set => PayloadStream = value is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(value));
    }

    public MemoryStream? PayloadStream { get; set; }

    public string? Qualifier { get; set; }
}

public class InvokeResponse : AmazonWebServiceResponse
{
    public string? ExecutedVersion { get; set; }

    public string? FunctionError { get; set; }

    public string? LogResult { get; set; }

    public MemoryStream? Payload { get; set; }

    public int? StatusCode { get; set; }
}
