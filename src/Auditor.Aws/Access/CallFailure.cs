using System.Net;
using Amazon.Runtime;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Access;

/// <summary>Makes of a failed call what it means: a refusal that the snapshot notes, or the end of the run.</summary>
internal static class CallFailure
{
    private const int LongestMessage = 300;

    /// <summary>Codes that say: these credentials are worth nothing (any more). What comes after would fail the same way.</summary>
    private static readonly HashSet<string> Expired = new(StringComparer.Ordinal) { "ExpiredToken", "ExpiredTokenException", "RequestExpired" };

    /// <summary>Codes of a Region that is not enabled, beside AWS's denials.</summary>
    private static readonly HashSet<string> RegionIsOff = new(StringComparer.Ordinal)
    {
        "RegionDisabledException", "OptInRequired", "InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure",
    };

    public static Exception Of(ApiOperation operation, string? account, Exception error)
    {
        if (error is AmazonServiceException { ErrorCode: { } code } && IsExpired(code))
            return new RunCannotGoOnException("the AWS credentials have expired: renew them and start the same command again; what was finished is not asked again", error);
        if (error is AmazonServiceException service)
        {
            var denied = IsDenied(service);
            return new CallRefusedException(new SnapshotRefusal(account, operation.Permission, CodeOf(service), operation.Permission, Words(operation, service, denied)), error)
            {
                IsDenied = denied,
            };
        }

        if (error is AmazonClientException && IsAboutCredentials(error))
            return NoCredentials(error);

        return new CallRefusedException(new SnapshotRefusal(account, operation.Permission, error.GetType().Name, operation.Permission, $"`{operation.Permission}` got no answer: {OneLine(error.Message)}"), error);
    }

    /// <summary>True if the code says that the credentials were good once.</summary>
    internal static bool IsExpired(string code) => Expired.Contains(code);

    public static RunCannotGoOnException NoCredentials(Exception error) => new(
        "there are no AWS credentials: log in (`aws sso login`, `aws configure`) or set AWS_PROFILE, and start again; the SDK says: " + OneLine(error.Message), error);

    /// <summary>AWS's code; of an answer that has none, the HTTP status.</summary>
    private static string CodeOf(AmazonServiceException error) => string.IsNullOrEmpty(error.ErrorCode) ? error.StatusCode.ToString() : error.ErrorCode;

    private static bool IsDenied(AmazonServiceException error) =>
        error.ErrorCode is { } code && (code.StartsWith("AccessDenied", StringComparison.Ordinal) || code.EndsWith("UnauthorizedOperation", StringComparison.Ordinal) || RegionIsOff.Contains(code))
        || error.StatusCode == HttpStatusCode.Forbidden;

    private static string Words(ApiOperation operation, AmazonServiceException error, bool denied)
    {
        var said = $"`{operation.Permission}` was {(denied ? "refused" : "not answered")} with `{CodeOf(error)}`: {(HasOwnWords(error) ? OneLine(error.Message) : $"HTTP {(int)error.StatusCode}")}";
        return RegionIsOff.Contains(error.ErrorCode ?? "") ? said + "; the Region may not be enabled in this account" : said;
    }

    /// <summary>For an answer without a body that it understands the SDK only says that there was one.</summary>
    private static bool HasOwnWords(AmazonServiceException error) => !error.Message.Contains("See inner exception", StringComparison.Ordinal);

    internal static bool IsAboutCredentials(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    internal static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}
