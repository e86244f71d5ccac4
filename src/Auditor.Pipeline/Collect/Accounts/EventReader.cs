namespace Auditor.Pipeline.Collect;

/// <summary>Reads one CloudTrail record, or the record of LookupEvents around it.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.
/// </remarks>
internal static class EventReader
{
    private static readonly MemberNames Names =
        new("CloudTrailEvent", "eventTime", "eventName", "eventSource", "userIdentity", "errorCode", "errorMessage");

    private static readonly MemberNames IdentityNames = new("type", "principalId", "arn", "sessionContext");
    private static readonly MemberNames SessionNames = new("sessionIssuer");

    /// <summary>Reads the members of the object that the cursor has entered.</summary>
    public static Record Read(ref JsonCursor cursor)
    {
        var record = new Record();
        var seen = 0UL;
        while (cursor.NextMember(Names, ref seen, out var name))
        {
            record = name switch
            {
                "CloudTrailEvent" => record with { CloudTrailEvent = cursor.Text(name) },
                "eventTime" => record with { Time = cursor.Time(name) },
                "eventName" => record with { Name = cursor.Text(name) },
                "eventSource" => record with { Source = cursor.Text(name) },
                "errorCode" => record with { ErrorCode = cursor.Text(name) },
                "errorMessage" => record with { ErrorMessage = cursor.Text(name) },
                _ => record with { Identity = ReadIdentity(ref cursor, name) },
            };
        }

        return record;
    }

    /// <summary>The session's issuer is the role itself; the session's own ARN lacks the role's path.</summary>
    private static Identity ReadIdentity(ref JsonCursor cursor, string member)
    {
        var identity = new Identity();
        if (!cursor.EnterObject(member))
            return identity;
        Identity issuer = new();
        var seen = 0UL;
        while (cursor.NextMember(IdentityNames, ref seen, out var name))
        {
            if (name == "sessionContext")
                issuer = ReadIssuer(ref cursor, name);
            else
                identity = ReadMember(ref cursor, name, identity);
        }

        if (identity.Type == "AWSService")
            return new Identity();
        return new Identity(identity.Type, issuer.Id ?? identity.Id, issuer.Arn ?? identity.Arn);
    }

    private static Identity ReadIssuer(ref JsonCursor cursor, string member)
    {
        var issuer = new Identity();
        var seen = 0UL;
        if (!cursor.EnterObject(member))
            return issuer;
        while (cursor.NextMember(SessionNames, ref seen, out var name))
        {
            var seenInside = 0UL;
            if (!cursor.EnterObject(name))
                continue;
            while (cursor.NextMember(IdentityNames, ref seenInside, out var inside))
                issuer = ReadMember(ref cursor, inside, issuer);
        }

        return issuer;
    }

    private static Identity ReadMember(ref JsonCursor cursor, string name, Identity identity)
    {
        switch (name)
        {
            case "type":
                return identity with { Type = cursor.Text(name) };
            case "principalId":
                return identity with { Id = cursor.Text(name)?.Split(':')[0] };
            case "arn":
                return identity with { Arn = cursor.Text(name) };
            default:
                cursor.Skip();
                return identity;
        }
    }

    internal readonly record struct Identity(string? Type, string? Id, string? Arn);

    internal readonly record struct Record
    {
        public string? CloudTrailEvent { get; init; }

        public DateTimeOffset? Time { get; init; }

        public string? Name { get; init; }

        public string? Source { get; init; }

        public string? ErrorCode { get; init; }

        public string? ErrorMessage { get; init; }

        public Identity Identity { get; init; }

        public ActivityEvent? ToEvent() => Time is { } time && Name is { } name
            ? new ActivityEvent
            {
                EventTime = time,
                EventName = name,
                EventSource = Source ?? "",
                PrincipalId = Identity.Id,
                PrincipalArn = Identity.Arn,
                ErrorCode = ErrorCode,
                ErrorMessage = ErrorMessage,
            }
            : null;
    }
}
