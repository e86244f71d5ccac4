using System.CommandLine;
using System.CommandLine.Parsing;
using Auditor.Pipeline;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Cli.Commands;

/// <summary>The options by which something is supposed to be otherwise than the snapshot says.</summary>
internal sealed class WhatIfArguments
{
    private const int MostBytes = 1 << 24;

    public Option<string[]> With { get; } = new("--with")
    {
        Description = "What if this policy were there: FILE for every role and user (explain: the one asked about), PRINCIPAL-ARN=FILE for those whose ARN matches, POLICY-ARN=FILE in place of a managed policy's text. May be given again.",
        HelpName = "[ARN=]FILE",
    };

    public Option<string[]> Without { get; } = new("--without")
    {
        Description = "What if this were gone: the ARN of a policy, role or user, the id of an organization policy, or an inline policy as reports name it. May be given again.",
        HelpName = "ARN",
    };

    public Option<string[]> WithServiceControlPolicy { get; } = new("--with-scp")
    {
        Description = "What if this service control policy were attached: TARGET=FILE, where TARGET is the id of a root, unit or account. May be given again.",
        HelpName = "TARGET=FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(With);
        command.Add(Without);
        command.Add(WithServiceControlPolicy);
    }

    public bool AreGiven(CommandResult result) =>
        result.GetResult(With) is not null || result.GetResult(Without) is not null || result.GetResult(WithServiceControlPolicy) is not null;

    /// <exception cref="RunCannotGoOnException">A file is not there, or too long for a policy.</exception>
    public Suppositions Read(ParseResult result) => new()
    {
        With = [.. (result.GetValue(With) ?? []).Select(text => Policy(text, "--with", needsTarget: false))],
        Without = [.. (result.GetValue(Without) ?? []).Distinct(StringComparer.Ordinal)],
        WithServiceControlPolicies = [.. (result.GetValue(WithServiceControlPolicy) ?? []).Select(text => Policy(text, "--with-scp", needsTarget: true))],
    };

    /// <summary>Names of roles and of files may have equals signs: the file that is there decides where the target ends.</summary>
    private static SupposedPolicy Policy(string text, string option, bool needsTarget)
    {
        if (!needsTarget && File.Exists(text))
            return Open(null, text);
        for (var at = text.IndexOf('=', StringComparison.Ordinal); at > 0; at = text.IndexOf('=', at + 1))
        {
            if (File.Exists(text[(at + 1)..]))
                return Open(text[..at], text[(at + 1)..]);
        }

        var named = text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..];
        throw new RunCannotGoOnException(needsTarget && named == text
            ? $"{option} must be TARGET=FILE such as ou-exam-members1=policy.json, not `{text}`"
            : $"there is no policy file `{named}` for {option}");
    }

    private static SupposedPolicy Open(string? target, string path) => new FileInfo(path).Length <= MostBytes
        ? new SupposedPolicy(target, Path.GetFileName(path), File.ReadAllBytes(path))
        : throw new RunCannotGoOnException($"`{path}` is far longer than AWS takes a policy");
}
