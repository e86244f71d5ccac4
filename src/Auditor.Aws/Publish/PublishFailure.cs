using System.Net;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Pipeline;

namespace Auditor.Aws.Publish;

/// <summary>Makes of a failed call a message that says what to do: above all which permission is missing, on what.</summary>
internal static class PublishFailure
{
    private const string NotAuthorized = "not authorized to perform: ";

    /// <summary>True for what the SDK throws when a call fails; false for our bugs and for somebody who does not want to wait any longer.</summary>
    public static bool IsFailure(Exception error, CancellationToken cancellationToken) =>
        error is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or XmlException or JsonException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The exception to throw.</summary>
    /// <param name="error">What the SDK threw.</param>
    /// <param name="permission">The permission that the call needs itself.</param>
    /// <param name="resource">On what.</param>
    /// <param name="what">What cannot be done.</param>
    public static RunCannotGoOnException Of(Exception error, string permission, string resource, string what) =>
        new($"{what}: {Why(error, permission, resource)}", error);

    private static string Why(Exception error, string permission, string resource) => error switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => "there is no such bucket",
        AmazonServiceException { ErrorCode: "NotFound" or "NotFoundException" } => "there is no such topic",
        AmazonServiceException { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } redirect =>
            $"the bucket is in another Region: set AWS_REGION to it ({CallFailure.OneLine(redirect.Message)})",
        AmazonServiceException { ErrorCode: { } code } key when code.StartsWith("KMS", StringComparison.Ordinal) =>
            $"AWS KMS refused the key (`{code}`): {ForKey(code)} ({CallFailure.OneLine(key.Message)})",
        AmazonServiceException { ErrorCode: { } code } unknown when ForCredentials(code) is { } told => $"{told} (`{code}`: {CallFailure.OneLine(unknown.Message)})",
        AmazonServiceException service when IsDenied(service) =>
            $"AWS refused it with `{service.ErrorCode}`: {Missing(service.Message, permission, resource)} ({CallFailure.OneLine(service.Message)})",
        AmazonServiceException service => $"AWS answered `{service.ErrorCode ?? service.StatusCode.ToString()}`: {CallFailure.OneLine(service.Message)}",
        _ when CallFailure.IsAboutCredentials(error) => "there are no AWS credentials: log in (`aws sso login`, `aws configure`) or set AWS_PROFILE; the SDK says: " + CallFailure.OneLine(error.Message),
        XmlException or JsonException => $"the answer is none of AWS's; is there a proxy, or another endpoint, in between? ({CallFailure.OneLine(error.Message)})",
        _ => "no answer: " + CallFailure.OneLine(error.Message),
    };

    private static string ForKey(string code) => code.Contains("AccessDenied", StringComparison.Ordinal) ? "give `kms:GenerateDataKey` and `kms:Decrypt` on it"
        : code.Contains("Throttling", StringComparison.Ordinal) ? "try again"
        : "mend the key, or give bucket or topic another";

    /// <summary>What to do about credentials, which AWS mostly says with the status of a missing permission; null if it is not about them.</summary>
    private static string? ForCredentials(string code) => code switch
    {
        _ when CallFailure.IsExpired(code) => "the AWS credentials have expired: renew them and try again",
        "InvalidAccessKeyId" or "InvalidClientTokenId" or "UnrecognizedClientException" or "InvalidToken" => "AWS does not know the credentials: check AWS_PROFILE and the Region",
        "SignatureDoesNotMatch" => "AWS does not accept the signature: check the secret access key and the clock",
        "RequestTimeTooSkewed" => "AWS does not accept the time of the request: set the clock",
        _ => null,
    };

    /// <summary>The permission that AWS names, which may be the encryption key's; else the call's own.</summary>
    private static string Missing(string message, string permission, string resource)
    {
        var start = message.IndexOf(NotAuthorized, StringComparison.Ordinal);
        var named = start < 0 ? "" : message[(start + NotAuthorized.Length)..].Split(' ')[0].TrimEnd('.');
        return named.Length == 0 || named.Equals(permission, StringComparison.OrdinalIgnoreCase)
            ? $"give `{permission}` on `{resource}`"
            : $"give `{named}` on what AWS names";
    }

    private static bool IsDenied(AmazonServiceException error) => error.StatusCode == HttpStatusCode.Forbidden || error.ErrorCode is "AccessDenied" or "AuthorizationError";
}
