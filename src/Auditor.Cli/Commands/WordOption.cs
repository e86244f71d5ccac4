using System.CommandLine;
using System.CommandLine.Parsing;

namespace Auditor.Cli.Commands;

/// <summary>An option that takes one of several words. The parser's own way names no option when the word is another.</summary>
internal static class WordOption
{
    public static void AcceptOnly(this Option<string> option, params string[] words) => AcceptOnly(option, word => word, words);

    public static void AcceptOnly<T>(this Option<T> option, params string[] words)
        where T : struct, Enum => AcceptOnly(option, Enum<T>, words);

    public static void AcceptOnly<T>(this Option<T?> option, params string[] words)
        where T : struct, Enum => AcceptOnly<T?>(option, word => Enum<T>(word), words);

    private static T Enum<T>(string word)
        where T : struct, Enum => System.Enum.Parse<T>(word, ignoreCase: true);

    private static void AcceptOnly<T>(Option<T> option, Func<string, T> valueOf, string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        option.CustomParser = result => Read(option, valueOf, words, result);
    }

    private static T? Read<T>(Option<T> option, Func<string, T> valueOf, string[] words, ArgumentResult result)
    {
        var word = result.Tokens[0].Value;
        if (words.Contains(word, StringComparer.Ordinal))
            return valueOf(word);
        result.AddError($"{option.Name} must be {string.Join(", ", words[..^1])} or {words[^1]}, not `{word}`");
        return default;
    }
}
