namespace Auditor.Deployment.Tests.Permissions;

/// <summary>What IAM must allow for the calls that the code makes.</summary>
internal static class NeededActions
{
    /// <summary>The prefix of a service's actions, by the namespace of its client.</summary>
    /// <remarks>
    /// Source: <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/"/>.
    /// </remarks>
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["Amazon.BillingConductor"] = "billingconductor",
        ["Amazon.CloudTrail"] = "cloudtrail",
        ["Amazon.IdentityManagement"] = "iam",
        ["Amazon.Lambda"] = "lambda",
        ["Amazon.Organizations"] = "organizations",
        ["Amazon.S3"] = "s3",
        ["Amazon.SecurityToken"] = "sts",
        ["Amazon.SimpleNotificationService"] = "sns",
    };

    /// <summary>The operations whose action has another name, each with the page that says so.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
        ["lambda:Invoke"] = "lambda:InvokeFunction",
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
        ["s3:ListObjectsV2"] = "s3:ListBucket",
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html; the SDK calls it so
        ["s3:GetObjectMetadata"] = "s3:GetObject",
    };

    /// <summary>Allowed to everybody.</summary>
    /// <remarks>
    /// Source: <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html"/>, "No permissions are required".
    /// </remarks>
    public const string NeedsNoPermission = "sts:GetCallerIdentity";

    /// <summary>What is done in the function's name without a call of its own: action, and why.</summary>
    public static readonly Dictionary<string, string> OnItsBehalf = new(StringComparer.Ordinal)
    {
        ["kms:Decrypt"] = "S3 reads an object of the bucket with it, and SNS asks for it before it takes a message for an encrypted topic: "
            + "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
        ["kms:GenerateDataKey"] = "S3 writes an object of the bucket with it, and SNS a message: "
            + "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
        ["logs:CreateLogStream"] = "Lambda writes the function's output: "
            + "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
        ["logs:PutLogEvents"] = "the same",
        ["s3:ListBucket"] = "without it S3 answers 403 and not 404 for a key that is not there: "
            + "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html",
        ["sqs:SendMessage"] = "Lambda puts a failed event into the dead letters: "
            + "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    };

    /// <summary>The IAM actions of the calls in an assembly, in ordinal order.</summary>
    /// <exception cref="InvalidDataException">The code calls a service that has no line in the table above.</exception>
    public static SortedSet<string> Of(string assembly) =>
        new(CalledOperations.Of(assembly).Select(call => ActionOf(call.Namespace, call.Operation)), StringComparer.Ordinal);

    private static string ActionOf(string space, string operation)
    {
        if (!Prefixes.TryGetValue(space, out var prefix))
            throw new InvalidDataException($"the code calls {operation} of {space}, whose prefix in IAM is not written down");
        var action = prefix + ":" + operation;
        return OtherNames.GetValueOrDefault(action, action);
    }
}
