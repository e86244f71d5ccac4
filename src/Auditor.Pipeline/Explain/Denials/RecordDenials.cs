using Auditor.Engine.Catalog;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Explain;

/// <summary>Makes a denial of a CloudTrail record that is one.</summary>
internal static class RecordDenials
{
    private const string ServiceSuffix = ".amazonaws.com";
    private const string SupportedMajor = "1";

    // The service of an event is the name of its endpoint, which is seldom another than the prefix of its actions.
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal) { ["monitoring"] = "cloudwatch", ["tagging"] = "tag" };

    public static void Add(RecordDraft record, DenialSource source, DenialList found)
    {
        found.RecordCount++;
        var (code, message) = ErrorOf(record);
        if (code is null)
            found.OtherRecordCount++;
        else if (record.Duplicate is { } name)
            found.AddUnplaced($"not recognised: `{name}` stands twice in a record");
        else if (record.EventVersion is { } version && version.Split('.')[0] != SupportedMajor)
            found.AddUnplaced($"not recognised: the record is of version `{JsonWords.Shorten(version)}`; versions 1.x are known");
        else
            Add(record, source, code, message, found);
    }

    private static void Add(RecordDraft record, DenialSource source, string code, string? message, DenialList found)
    {
        var text = MessageText.Of(message ?? "");
        var at = text.Text.IndexOf(SentenceReader.Anchor, StringComparison.Ordinal);
        var sentence = at < 0 ? null : SentenceReader.Read(text, at, record.EventName);
        if (CallerNames.Contradiction(record.Identity, sentence?.Principal) is { } callers)
            found.AddUnplaced($"not recognised: the record of `{JsonWords.Shorten(record.EventName!)}` names two callers, {callers}");
        else if (Make(record, code, message, FromText(text, sentence), sentence) is { } denial)
            found.AddEvent(denial with { Source = source });
        else
            found.AddUnplaced($"not recognised: the record of `{JsonWords.Shorten(record.EventName!)}` names no caller: neither `userIdentity` nor `errorMessage` does");
    }

    /// <summary>Code and message if they say that the call was denied; else null.</summary>
    private static (string? Code, string? Message) ErrorOf(RecordDraft record)
    {
        if (record.ErrorCode is { Length: > 0 } code)
            return Surroundings.IsDenial(code) ? (code, record.ErrorMessage) : default;
        return record.Response.Code is { } other && Surroundings.IsDenial(other) ? record.Response : default;
    }

    private static Denial? Make(RecordDraft record, string code, string? message, Denial said, DenialSentence? sentence)
    {
        var identity = record.Identity;
        var principal = identity.Arn ?? sentence?.Principal;
        var id = (identity.IssuerId ?? identity.PrincipalId)?.Split(':')[0];
        if (principal is null && string.IsNullOrEmpty(id))
            return null;
        return said with
        {
            PrincipalArn = principal,
            PrincipalId = string.IsNullOrEmpty(id) ? null : id,
            RoleArn = RoleOf(identity, principal),
            Resource = sentence?.Resource ?? (record.Resources is [var only] ? only : null),
            Action = sentence?.Action ?? (EventAction(record) is { } action && IsAction(action) ? action : null),
            EventAction = EventAction(record),
            ErrorCode = code,
            ErrorMessage = message,
            EventTime = record.EventTime,
            Region = record.Region,
            Context = CallContext.Of(record),
            AccountId = record.AccountId,
        };
    }

    private static Denial FromText(MessageText text, DenialSentence? sentence) => new()
    {
        Source = DenialSource.CloudTrailRecord,
        Resource = sentence?.Resource,
        Reason = sentence?.Reason ?? DenialReason.NotGiven,
        AuthorizationId = sentence?.AuthorizationId,
        IsTruncated = sentence?.IsCut ?? false,
        HasEncodedMessage = KnownTexts.IsEncoded(text),
        Gate = sentence is null ? KnownTexts.GateOf(text) : null,
    };

    /// <summary>The issuer of a session may be a user; and a record may name the role itself.</summary>
    private static string? RoleOf(RecordDraft.IdentityDraft identity, string? principal)
    {
        if (AssumedRole.IsRole(identity.IssuerArn))
            return identity.IssuerArn;
        return AssumedRole.IsRole(principal) ? principal : null;
    }

    private static string? EventAction(RecordDraft record)
    {
        var source = record.EventSource!;
        if (!source.EndsWith(ServiceSuffix, StringComparison.Ordinal))
            return null;
        var service = source[..^ServiceSuffix.Length];
        return $"{Prefixes.GetValueOrDefault(service, service)}:{record.EventName}";
    }

    /// <summary>Some services put a date or other words into an event's name. A new action of Billing Conductor may be one that is not known yet.</summary>
    private static bool IsAction(string name) =>
        !name.AsSpan().ContainsAny('*', '?')
        && (ActionNames.MatchesAction(name) || name.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.Ordinal));
}
