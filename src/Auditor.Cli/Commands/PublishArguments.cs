using System.CommandLine;
using Auditor.Aws.Publish;

namespace Auditor.Cli.Commands;

/// <summary>The options that say where a report is kept and who is told.</summary>
internal sealed class PublishArguments
{
    public Option<StoreLocation?> Store { get; } = new("--store")
    {
        Description = "Keep the report and its digest there: s3://bucket/prefix, or a folder.",
        CustomParser = result =>
        {
            var location = StoreLocation.Parse(result.Tokens[0].Value, out var error);
            if (location is null)
                result.AddError("--store: " + error);
            return location;
        },
    };

    public Option<TopicArn?> Publish { get; } = new("--publish")
    {
        Description = "Publish the digest to an SNS topic, by its ARN, once for each report.",
        CustomParser = result =>
        {
            var topic = TopicArn.Parse(result.Tokens[0].Value, out var error);
            if (topic is null)
                result.AddError("--publish: " + error);
            return topic;
        },
    };

    public Option<bool> Chat { get; } = new("--chat")
    {
        Description = "Send chat notifications (Amazon Q Developer in Slack or Teams) to the topic's https subscriptions.",
    };

    public Option<string> Notify { get; } = new("--notify")
    {
        Description = "When to publish: changes, if something is new, reopened, resolved, expiring or unreadable (with --state; without it all is new); or always.",
        DefaultValueFactory = _ => "changes",
    };

    public void AddTo(Command command)
    {
        Notify.AcceptOnly("changes", "always");
        foreach (var option in (Option[])[Store, Publish, Chat, Notify])
            command.Add(option);
        command.Require(result =>
        {
            if (result.GetResult(Publish) is not null && result.GetResult(Store) is null)
                result.AddError("--publish needs --store: the message links to the report that is kept there, and a mark there keeps it from being sent twice");
            if (result.GetResult(Notify) is { Implicit: false } && result.GetResult(Publish) is null)
                result.AddError("--notify needs --publish: it says when the message is sent");
            if (result.GetResult(Chat) is not null && result.GetResult(Publish) is null)
                result.AddError("--chat needs --publish: it says in which form the message is sent");
        });
    }
}
