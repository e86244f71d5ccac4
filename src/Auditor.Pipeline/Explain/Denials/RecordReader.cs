using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>Reads the members of one object that may be a record. A member of another type than AWS gives it counts as absent.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/> and
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.
/// </remarks>
internal static class RecordReader
{
    private static readonly MemberNames Names = new(
        "eventVersion", "eventName", "eventSource", "eventTime", "awsRegion", "recipientAccountId", "errorCode", "errorMessage", "userIdentity", "responseElements", "detail-type");

    private static readonly MemberNames IdentityNames = new("type", "principalId", "arn", "sessionContext", "sessionIssuer");
    private static readonly MemberNames ErrorNames = new("errorCode", "code", "Code", "errorMessage", "message", "Message", "error", "Error");

    /// <summary>Reads the value of the member at whose name the reader stands, if it is one of a record; false, without moving, if it is not.</summary>
    public static bool TryReadMember(ref Utf8JsonReader reader, ref RecordDraft? draft, ref ulong seen)
    {
        var index = Names.IndexOf(ref reader);
        if (index < 0)
            return false;
        draft ??= new RecordDraft();
        if ((seen & (1UL << index)) != 0)
            draft.Duplicate ??= Names[index];
        seen |= 1UL << index;
        reader.Read();
        ReadMember(ref reader, Names[index], draft);
        return true;
    }

    private static void ReadMember(ref Utf8JsonReader reader, string name, RecordDraft draft)
    {
        switch (name)
        {
            case "userIdentity":
                draft.Identity = ReadIdentity(ref reader, default, isIssuer: false, draft);
                return;
            case "responseElements":
                draft.Response = ReadError(ref reader, 0);
                return;
            case "eventTime":
                draft.EventTime = JsonTime.TryRead(ref reader, out var time) ? time : null;
                reader.Skip();
                return;
            default:
                ReadText(name, Text(ref reader), draft);
                return;
        }
    }

    private static void ReadText(string name, string? text, RecordDraft draft)
    {
        switch (name)
        {
            case "eventVersion":
                draft.EventVersion = text;
                break;
            case "eventName":
                draft.EventName = text;
                break;
            case "eventSource":
                draft.EventSource = text;
                break;
            case "awsRegion":
                draft.Region = text;
                break;
            case "recipientAccountId":
                draft.AccountId = text;
                break;
            case "errorCode":
                draft.ErrorCode = text;
                break;
            case "errorMessage":
                draft.ErrorMessage = text;
                break;
            default:
                draft.DetailType = text;
                break;
        }
    }

    /// <summary>Reads <c>userIdentity</c>, its <c>sessionContext</c> and the <c>sessionIssuer</c> in that.</summary>
    private static RecordDraft.IdentityDraft ReadIdentity(ref Utf8JsonReader reader, RecordDraft.IdentityDraft identity, bool isIssuer, RecordDraft draft)
    {
        var seen = 0UL;
        if (reader.TokenType != JsonTokenType.StartObject)
            reader.Skip();
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = IdentityNames.IndexOf(ref reader);
                reader.Read();
                if (index >= 0 && (seen & (1UL << index)) != 0)
                    draft.Duplicate ??= IdentityNames[index];
                seen |= index < 0 ? 0 : 1UL << index;
                identity = ReadIdentityMember(ref reader, index < 0 ? "" : IdentityNames[index], identity, isIssuer, draft);
            }
        }

        return identity;
    }

    private static RecordDraft.IdentityDraft ReadIdentityMember(
        ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, bool isIssuer, RecordDraft draft)
    {
        switch (name)
        {
            case "type":
                return isIssuer ? identity with { IssuerType = Text(ref reader) } : identity with { Type = Text(ref reader) };
            case "principalId":
                return isIssuer ? identity with { IssuerId = Text(ref reader) } : identity with { PrincipalId = Text(ref reader) };
            case "arn":
                return isIssuer ? identity with { IssuerArn = Text(ref reader) } : identity with { Arn = Text(ref reader) };
            case "sessionContext" when !isIssuer:
                return ReadSession(ref reader, identity, draft);
            default:
                reader.Skip();
                return identity;
        }
    }

    private static RecordDraft.IdentityDraft ReadSession(ref Utf8JsonReader reader, RecordDraft.IdentityDraft identity, RecordDraft draft)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return identity;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSessionIssuer = reader.ValueTextEquals("sessionIssuer");
            reader.Read();
            if (isSessionIssuer && identity is not { IssuerType: null, IssuerId: null, IssuerArn: null })
                draft.Duplicate ??= "sessionIssuer";
            if (isSessionIssuer)
                identity = ReadIdentity(ref reader, identity, isIssuer: true, draft);
            else
                reader.Skip();
        }

        return identity;
    }

    private static (string? Code, string? Message) ReadError(ref Utf8JsonReader reader, int depth)
    {
        (string? Code, string? Message) error = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return error;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = ErrorNames.IndexOf(ref reader);
            reader.Read();
            if (index is >= 0 and < 3)
                error.Code ??= Text(ref reader);
            else if (index is >= 3 and < 6)
                error.Message ??= Text(ref reader);
            else if (index >= 0 && depth == 0 && error == default)
                error = ReadError(ref reader, 1);
            else
                reader.Skip();
        }

        return error;
    }

    /// <summary>The text, or null, behind a value of any type.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }
}
