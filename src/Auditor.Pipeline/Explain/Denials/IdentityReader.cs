using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>Reads the caller of a record. The ARN of a role's session lacks the role's path: the session's issuer has it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.</remarks>
internal static class IdentityReader
{
    private static readonly MemberNames Names = new("type", "principalId", "arn", "sessionContext", "sessionIssuer", "invokedBy");
    private static readonly MemberNames SessionNames = new("sessionIssuer", "attributes", "sourceIdentity");
    private static readonly MemberNames AttributeNames = new("creationDate", "mfaAuthenticated");

    /// <summary>Reads <c>userIdentity</c>, its <c>sessionContext</c> and the <c>sessionIssuer</c> in that.</summary>
    public static RecordDraft.IdentityDraft Read(ref Utf8JsonReader reader, RecordDraft.IdentityDraft identity, bool isIssuer, RecordDraft draft)
    {
        var seen = 0UL;
        if (reader.TokenType != JsonTokenType.StartObject)
            reader.Skip();
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = Names.IndexOf(ref reader);
                reader.Read();
                if (index >= 0 && (seen & (1UL << index)) != 0)
                    draft.Duplicate ??= Names[index];
                seen |= index < 0 ? 0 : 1UL << index;
                identity = ReadMember(ref reader, index < 0 ? "" : Names[index], identity, isIssuer, draft);
            }
        }

        return identity;
    }

    private static RecordDraft.IdentityDraft ReadMember(
        ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, bool isIssuer, RecordDraft draft)
    {
        switch (name)
        {
            case "type":
                return isIssuer ? identity with { IssuerType = RecordReader.Text(ref reader) } : identity with { Type = RecordReader.Text(ref reader) };
            case "principalId":
                return isIssuer ? identity with { IssuerId = RecordReader.Text(ref reader) } : identity with { PrincipalId = RecordReader.Text(ref reader) };
            case "arn":
                return isIssuer ? identity with { IssuerArn = RecordReader.Text(ref reader) } : identity with { Arn = RecordReader.Text(ref reader) };
            case "invokedBy" when !isIssuer:
                return identity with { InvokedBy = RecordReader.Text(ref reader) };
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

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = SessionNames.IndexOf(ref reader);
            reader.Read();
            if (index >= 0 && (seen & (1UL << index)) != 0)
                draft.Duplicate ??= SessionNames[index];
            seen |= index < 0 ? 0 : 1UL << index;
            switch (index < 0 ? "" : SessionNames[index])
            {
                case "sessionIssuer":
                    identity = Read(ref reader, identity, isIssuer: true, draft);
                    break;
                case "attributes":
                    identity = ReadAttributes(ref reader, identity, draft);
                    break;
                case "sourceIdentity":
                    identity = identity with { SourceIdentity = RecordReader.Text(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return identity;
    }

    private static RecordDraft.IdentityDraft ReadAttributes(ref Utf8JsonReader reader, RecordDraft.IdentityDraft identity, RecordDraft draft)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return identity;
        }

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = AttributeNames.IndexOf(ref reader);
            reader.Read();
            if (index >= 0 && (seen & (1UL << index)) != 0)
                draft.Duplicate ??= AttributeNames[index];
            seen |= index < 0 ? 0 : 1UL << index;
            if (index == 0)
            {
                identity = identity with { SessionStart = JsonTime.TryRead(ref reader, out var start) ? start : null };
                reader.Skip();
            }
            else
            {
                var text = index < 0 ? null : RecordReader.Text(ref reader);
                if (index < 0)
                    reader.Skip();
                else
                    identity = identity with { HasMfa = text switch { "true" => true, "false" => false, _ => null } };
            }
        }

        return identity;
    }
}
