using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>A CloudTrail record while it is read.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.</remarks>
internal sealed class EventDraft
{
    private DateTimeOffset? time;
    private string? name;
    private string? source;
    private string? errorCode;
    private string? errorMessage;
    private string? principalId;
    private string? principalArn;
    private string? issuerId;
    private string? issuerArn;
    private bool isOfService;

    /// <summary>Null if the record does not tell what happened when.</summary>
    public ActivityEvent? ToEvent() => time is null || name is null || source is null ? null : new ActivityEvent
    {
        EventTime = time.Value,
        EventName = name,
        EventSource = source,
        PrincipalId = isOfService ? null : issuerId ?? WithoutSession(principalId),
        PrincipalArn = isOfService ? null : issuerArn ?? principalArn,
        ErrorCode = errorCode,
        ErrorMessage = errorMessage,
    };

    public void ReadMember(string member, ref JsonCursor cursor)
    {
        switch (member)
        {
            case "eventTime":
                time = cursor.Moment(member);
                break;
            case "eventName":
                name = cursor.Text(member);
                break;
            case "eventSource":
                source = cursor.Text(member);
                break;
            case "errorCode":
                errorCode = cursor.Text(member);
                break;
            case "errorMessage":
                errorMessage = cursor.Text(member);
                break;
            case "eventType":
                isOfService |= cursor.Text(member) == "AwsServiceEvent";
                break;
            case "userIdentity":
                ReadIdentity(ref cursor);
                break;
            default:
                cursor.Skip();
                break;
        }
    }

    private static string? WithoutSession(string? principalId) => principalId?.Split(':', 2)[0];

    private void ReadIdentity(ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("userIdentity"))
            return;
        while (cursor.NextMember(out var member))
        {
            if (member == "type")
                isOfService |= cursor.Text(member) == "AWSService";
            else if (member == "principalId")
                principalId = cursor.Text(member);
            else if (member == "arn")
                principalArn = cursor.Text(member);
            else if (member == "sessionContext" && cursor.EntersObject(member))
                ReadSession(ref cursor);
            else
                cursor.Skip();
        }
    }

    private void ReadSession(ref JsonCursor cursor)
    {
        while (cursor.NextMember(out var member))
        {
            if (member == "sessionIssuer" && cursor.EntersObject(member))
                ReadIssuer(ref cursor);
            else
                cursor.Skip();
        }
    }

    private void ReadIssuer(ref JsonCursor cursor)
    {
        while (cursor.NextMember(out var member))
        {
            if (member == "principalId")
                issuerId = cursor.Text(member);
            else if (member == "arn")
                issuerArn = cursor.Text(member);
            else
                cursor.Skip();
        }
    }
}
