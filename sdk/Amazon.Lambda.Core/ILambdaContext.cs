namespace Amazon.Lambda.Core;

/// <summary>
/// What Lambda says about one invocation. Source: Lambda Developer Guide,
/// "Using the Lambda context object to retrieve C# function information".
/// </summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    TimeSpan RemainingTime { get; }
}
