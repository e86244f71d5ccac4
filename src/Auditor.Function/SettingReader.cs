using System.Globalization;
using Auditor.Pipeline;

namespace Auditor.Function;

/// <summary>Reads environment variables; an empty one is one that is not set.</summary>
/// <param name="variable">Gives a variable's value, or null.</param>
internal sealed class SettingReader(Func<string, string?> variable)
{
    public string? Text(string name) => variable(name) is { Length: > 0 } value ? value : null;

    public string Required(string name, string what) => Text(name) ?? throw new RunCannotGoOnException($"the environment variable {name} is not set: it is {what}");

    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        { } text => throw Wrong(name, text, "true or false"),
    };

    public T? Word<T>(string name, Func<T, string> wordOf)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (wordOf(value) == text)
                return value;
        }

        throw Wrong(name, text, string.Join(" or ", Enum.GetValues<T>().Select(wordOf)));
    }

    public T? Parsed<T>(string name, Func<string, (T? Value, string? Error)> parse)
        where T : class
    {
        if (Text(name) is not { } text)
            return null;
        var (value, error) = parse(text);
        return value ?? throw Wrong(name, text, error ?? "something else");
    }

    private static RunCannotGoOnException Wrong(string name, string text, string expected) =>
        new($"the environment variable {name} is `{text}`, and should be {expected}");
}
