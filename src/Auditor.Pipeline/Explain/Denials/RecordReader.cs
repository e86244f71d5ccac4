using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>Reads the members of one object that may be a record. A member of another type than AWS gives it counts as absent.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/>.</remarks>
internal static class RecordReader
{
    private static readonly MemberNames Names = new(
        "eventVersion", "eventName", "eventSource", "eventTime", "awsRegion", "recipientAccountId", "errorCode", "errorMessage", "userIdentity", "responseElements", "detail-type", "resources", "sourceIPAddress", "vpcEndpointId");

    // More than one is as good as none: nobody can tell which was denied.
    private const int MostResources = 2;

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
                draft.Identity = IdentityReader.Read(ref reader, draft);
                return;
            case "responseElements":
                draft.Response = ReadError(ref reader, 0);
                return;
            case "resources":
                draft.Resources = ReadResources(ref reader);
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
            case "sourceIPAddress":
                draft.SourceAddress = text;
                break;
            case "vpcEndpointId":
                draft.VpcEndpoint = text;
                break;
            default:
                draft.DetailType = text;
                break;
        }
    }

    /// <summary>The ARNs of the resources that the call was about; an event of EventBridge has texts there, which are none.</summary>
    private static ImmutableArray<string> ReadResources(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var arns = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isArn = reader.ValueTextEquals("ARN");
                reader.Read();
                if (!isArn)
                    reader.Skip();
                else if (Text(ref reader) is { } arn && arns.Count < MostResources)
                    arns.Add(arn);
            }
        }

        return arns.ToImmutable();
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
    public static string? Text(ref Utf8JsonReader reader)
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
