using System.CommandLine;
using Auditor.Aws.Access;
using Auditor.Pipeline;

namespace Auditor.Cli.Commands;

/// <summary>The options that say how to get into AWS accounts.</summary>
internal sealed class AccessArguments
{
    public Option<string> RoleName { get; } = new("--role-name")
    {
        Description = "The role to assume in every account but your own.",
        DefaultValueFactory = _ => AwsAccessOptions.DefaultRoleName,
    };

    public Option<string?> ExternalId { get; } = new("--external-id") { Description = "The external id that the role asks for." };

    public Option<string?> SessionPolicy { get; } = new("--session-policy")
    {
        Description = "A file with a policy that narrows the role's sessions, or `none`. By default they may only read what an audit needs.",
    };

    public Option<string?> Region { get; } = new("--region") { Description = "The Region whose endpoints are asked. The environment's, else us-east-1." };

    public void AddTo(Command command)
    {
        Region.Validators.Add(result =>
        {
            // The SDK makes a host's name of it.
            if (result.Tokens is [var token] && !(token.Value.Length > 0 && token.Value.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')))
                result.AddError($"--region must be a Region such as us-east-1, not `{token.Value}`");
        });
        foreach (var option in (Option[])[RoleName, ExternalId, SessionPolicy, Region])
            command.Add(option);
    }

    public AwsAccessOptions Read(ParseResult result)
    {
        var policy = result.GetValue(SessionPolicy);
        return new AwsAccessOptions
        {
            RoleName = result.GetValue(RoleName)!,
            ExternalId = result.GetValue(ExternalId),
            Region = result.GetValue(Region),
            SessionPolicy = policy is null ? ReadOnlySession.Policy : ReadPolicy(policy),
        };
    }

    private static string? ReadPolicy(string file)
    {
        if (file == "none")
            return null;
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new RunCannotGoOnException($"there is no session policy `{file}`: name a file, or `none`");
    }
}
