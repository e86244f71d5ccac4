using Amazon.Runtime;

namespace Amazon.Lambda.Model;

public class InvokeRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    public InvocationType? InvocationType { get; set; }

    public LogType? LogType { get; set; }

    public string? ClientContext { get; set; }

    public string? DurableExecutionName { get; set; }

    public MemoryStream? Payload { get; set; }

    public string? Qualifier { get; set; }

    public string? TenantId { get; set; }
}

public class InvokeResponse : AmazonWebServiceResponse
{
    public int? StatusCode { get; set; }

    public string? FunctionError { get; set; }

    public string? LogResult { get; set; }

    public MemoryStream? Payload { get; set; }

    public string? ExecutedVersion { get; set; }

    public string? DurableExecutionArn { get; set; }
}
