using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>
/// Makes the message of a digest: readable text for <c>email</c>, the digest's JSON for everything that programs read, and for <c>https</c> either that
/// or a chat notification. What does not fit into a message is left out whole, counted, and read from the report.
/// </summary>
public static class NotificationComposer
{
    /// <summary>Tags have at most so many characters.</summary>
    private const int LongestOwner = 256;

    /// <summary>The message of a digest.</summary>
    /// <param name="digest">What to tell.</param>
    /// <param name="isChat">
    /// True sends the custom notification of Amazon Q Developer in chat applications to every <c>https</c> subscription; of one owner's digest it sends none,
    /// because the channel has the organization's.
    /// </param>
    public static NotificationMessage Compose(Digest digest, bool isChat)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var attributes = Attributes(digest);
        var body = Bodies(digest, isChat)
            .FirstOrDefault(body => NotificationMessage.SizeOf(body, attributes) <= NotificationRules.MostBytes)
            ?? throw new RunCannotGoOnException("the digest does not fit into a message, even without any list: a name in it must be extremely long");
        return new NotificationMessage(Subject(digest), body, attributes);
    }

    /// <summary>The subject: what a reader must know before opening it. Foreign text has no place in it.</summary>
    internal static string Subject(Digest digest)
    {
        var payer = AccountId(digest) is { } account ? " " + account : "";
        var said = digest switch
        {
            { Status: RunStatus.Failed } => "no account could be read",
            { Report.History.IsEmpty: false, HasNews: true } => NewsWords.Changes(digest),
            { Status: RunStatus.Clean } => "no findings",
            { Status: RunStatus.Partial } => "no findings, but not everything could be read",
            _ => string.Create(CultureInfo.InvariantCulture, $"{digest.Report.Count(Severity.High)} high, {digest.Report.Count(Severity.Medium)} medium, {digest.Report.Count(Severity.Low)} low")
                + (digest.Report.Gaps.IsEmpty ? "" : ", with gaps"),
        };
        return NotificationRules.Subject($"Billing Conductor access{payer}: {said}");
    }

    /// <summary>The owner as filters see it.</summary>
    internal static string OwnerAttribute(string owner) => PlainText.Shorten(PlainText.Of(owner), LongestOwner);

    private static ImmutableArray<NotificationAttributeValue> Attributes(Digest digest)
    {
        var attributes = ImmutableArray.CreateBuilder<NotificationAttributeValue>();
        attributes.Add(new("severity", "String", digest.HighestSeverity?.Word() ?? "none"));
        attributes.Add(new("status", "String", digest.Status.Word()));
        attributes.Add(new("newCount", "Number", digest.Findings.Length.ToString(CultureInfo.InvariantCulture)));
        attributes.Add(new("audience", "String", digest.Owner is null ? "organization" : "owner"));
        if (digest.Owner is { } owner)
            attributes.Add(new("owner", "String", OwnerAttribute(owner)));
        attributes.Add(new("runId", "String", digest.RunId));
        if (AccountId(digest) is { } account)
            attributes.Add(new("managementAccount", "String", account));
        return attributes.ToImmutable();
    }

    /// <summary>
    /// What is tried, in this order, until it fits. First each protocol has its own copy and <c>default</c> is readable; when that is too much, <c>default</c> is the
    /// digest's one copy, which SNS gives to every protocol without a text of its own; then lists are left out.
    /// </summary>
    private static IEnumerable<string> Bodies(Digest digest, bool isChat)
    {
        foreach (var detail in (DigestDetail[])[DigestDetail.Everything, DigestDetail.WithoutFindings, DigestDetail.CountsOnly])
        {
            var json = JsonDigest.Write(digest, detail);
            // As a text within JSON it only grows.
            if (json.Length > NotificationRules.MostBytes)
                continue;
            var texts = new NotificationTexts(DigestText.Of(digest, detail), Encoding.UTF8.GetString(json), Subject(digest), isChat && digest.Owner is null ? ChatNotification.Of(digest) : null);
            yield return texts.ToBody(isShared: false);
            yield return texts.ToBody(isShared: true);
        }
    }

    /// <summary>The payer, if it is an account id: whatever else a snapshot calls so must not reach subjects and filters.</summary>
    private static string? AccountId(Digest digest) =>
        digest.Report.ManagementAccount is { Length: 12 } account && account.All(char.IsAsciiDigit) ? account : null;
}
