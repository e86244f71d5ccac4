namespace Auditor.Engine.Examples;

/// <summary>What the examples of this folder take for the console, so that tests that run at once do not share it.</summary>
internal static class Console
{
    private static readonly AsyncLocal<StringWriter?> Written = new();

    public static string Of(Action example)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Written.Value = writer;
        example();
        return writer.ToString();
    }

    public static void WriteLine(object? value) => Written.Value!.WriteLine(value);
}
