using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Auditor.Aws.Access;
using Auditor.Engine.Policies;
using Auditor.Pipeline;

namespace Auditor.Cli.Commands;

/// <summary>The options that say how to get into AWS accounts.</summary>
/// <remarks>What AWS takes: <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>. Else each account would refuse it anew.</remarks>
internal sealed class AccessArguments
{
    private const int LongestRoleName = 64;
    private const int ShortestExternalId = 2;
    private const int LongestExternalId = 1_224;
    private const int LongestSessionPolicy = 2_048;

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
        RoleName.Validators.Add(RequireRole);
        ExternalId.Validators.Add(RequireExternalId);
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
        if (!File.Exists(file))
            throw new RunCannotGoOnException($"there is no session policy `{file}`: name a file, or `none`");
        var text = File.ReadAllText(file);
        if (PolicyParser.Parse(text, PolicyType.Session).Problems.FirstOrDefault(problem => problem.IsError) is { } error)
            throw new RunCannotGoOnException(string.Create(CultureInfo.InvariantCulture, $"`{file}` is no session policy: line {Math.Max(1, error.Position.Line)}, column {Math.Max(1, error.Position.Column)}: {error.Message}"));
        return text.Length <= LongestSessionPolicy ? text
            : throw new RunCannotGoOnException(string.Create(CultureInfo.InvariantCulture, $"`{file}` has {text.Length} characters, and AWS takes a session policy of {LongestSessionPolicy}"));
    }

    private static void RequireRole(OptionResult result)
    {
        if (result.Tokens is [var token] && !IsRole(token.Value))
            result.AddError($"--role-name must be a role's name, behind its path if it has one, such as audit/Reader, not `{token.Value}`");
    }

    private static void RequireExternalId(OptionResult result)
    {
        if (result.Tokens is [var token] && !(token.Value.Length is >= ShortestExternalId and <= LongestExternalId && token.Value.All(letter => IsOfName(letter) || letter is ':' or '/')))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"--external-id must have {ShortestExternalId} to {LongestExternalId} characters: letters, digits, and signs of +=,.@:/-_"));
    }

    private static bool IsRole(string text)
    {
        var name = text[(text.LastIndexOf('/') + 1)..];
        return name.Length is > 0 and <= LongestRoleName && name.All(IsOfName) && text.All(letter => letter is > ' ' and <= '~') && text[0] != '/' && !text.StartsWith("arn:", StringComparison.Ordinal);
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '+' or '=' or ',' or '.' or '@' or '-';
}
