using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>Reads the caller of a record. The ARN of a role's session lacks the role's path: the session's issuer has it.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.</remarks>
internal static class IdentityReader
{
    private static readonly MemberNames Names = new("type", "principalId", "arn", "sessionContext", "invokedBy");
    private static readonly MemberNames SessionNames = new("sessionIssuer", "attributes", "sourceIdentity");
    private static readonly MemberNames IssuerNames = new("type", "principalId", "arn");
    private static readonly MemberNames AttributeNames = new("creationDate", "mfaAuthenticated");

    /// <summary>Reads one member's value; what it does not know it skips.</summary>
    private delegate RecordDraft.IdentityDraft MemberReading(ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, RecordDraft draft);

    /// <summary>Reads <c>userIdentity</c>, its <c>sessionContext</c> and the <c>sessionIssuer</c> in that.</summary>
    public static RecordDraft.IdentityDraft Read(ref Utf8JsonReader reader, RecordDraft draft) => ReadObject(ref reader, Names, default, draft, ReadIdentity);

    private static RecordDraft.IdentityDraft ReadObject(
        ref Utf8JsonReader reader, MemberNames names, RecordDraft.IdentityDraft identity, RecordDraft draft, MemberReading read)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return identity;
        }

        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = names.IndexOf(ref reader);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            if ((seen & (1UL << index)) != 0)
                draft.Duplicate ??= names[index];
            seen |= 1UL << index;
            identity = read(ref reader, names[index], identity, draft);
        }

        return identity;
    }

    private static RecordDraft.IdentityDraft ReadIdentity(ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, RecordDraft draft) => name switch
    {
        "type" => identity with { Type = RecordReader.Text(ref reader) },
        "principalId" => identity with { PrincipalId = RecordReader.Text(ref reader) },
        "arn" => identity with { Arn = RecordReader.Text(ref reader) },
        "invokedBy" => identity with { InvokedBy = RecordReader.Text(ref reader) },
        _ => ReadObject(ref reader, SessionNames, identity, draft, ReadSession),
    };

    private static RecordDraft.IdentityDraft ReadSession(ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, RecordDraft draft) => name switch
    {
        "sourceIdentity" => identity with { SourceIdentity = RecordReader.Text(ref reader) },
        "attributes" => ReadObject(ref reader, AttributeNames, identity, draft, ReadAttribute),
        _ => ReadObject(ref reader, IssuerNames, identity, draft, ReadIssuer),
    };

    private static RecordDraft.IdentityDraft ReadIssuer(ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, RecordDraft draft) => name switch
    {
        "type" => identity with { IssuerType = RecordReader.Text(ref reader) },
        "principalId" => identity with { IssuerId = RecordReader.Text(ref reader) },
        _ => identity with { IssuerArn = RecordReader.Text(ref reader) },
    };

    private static RecordDraft.IdentityDraft ReadAttribute(ref Utf8JsonReader reader, string name, RecordDraft.IdentityDraft identity, RecordDraft draft)
    {
        if (name == "mfaAuthenticated")
            return identity with { HasMfa = RecordReader.Text(ref reader) switch { "true" => true, "false" => false, _ => null } };
        var isRead = JsonTime.TryRead(ref reader, out var start);
        reader.Skip();
        return identity with { SessionStart = isRead ? start : null };
    }
}
