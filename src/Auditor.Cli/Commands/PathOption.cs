using System.CommandLine;
using System.CommandLine.Parsing;

namespace Auditor.Cli.Commands;

/// <summary>Reads an option that names a file, in words of our own where it names none.</summary>
internal static class PathOption
{
    public static FileInfo? File(ArgumentResult result)
    {
        var path = result.Tokens[0].Value;
        if (IsName(path))
            return new FileInfo(path);
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} must name a file, not `{path}`");
        return null;
    }

    /// <summary>The file that an option names; null if it is not given, or names none. Of such an option the value itself cannot be asked for.</summary>
    public static FileInfo? NamedBy(Option<FileInfo?> option, CommandResult result) =>
        result.GetResult(option) is { Tokens: [var path] } && IsName(path.Value) ? new FileInfo(path.Value) : null;

    private static bool IsName(string path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0', StringComparison.Ordinal);
}
