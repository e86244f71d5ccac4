using Auditor.Function.Tests.Native;

[assembly: AssemblyFixture(typeof(NativeFunction))]

namespace Auditor.Function.Tests.Native;

/// <summary>The function as it is deployed: the native binary of this machine's processor, published once for all tests.</summary>
public sealed class NativeFunction : IAsyncLifetime
{
    /// <summary>
    /// The environment variable that names a binary to be tested as it is; without it one is published, which takes minutes.
    /// </summary>
    private const string Variable = "AUDITOR_FUNCTION_BINARY";

    private string? program;
    private string? reasonToSkip;

    /// <summary>The binary's path. Skips the test, with the reason, where none can be made.</summary>
    public string Program
    {
        get
        {
            Assert.SkipWhen(reasonToSkip is not null, reasonToSkip ?? "");
            return program!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            program = Path.GetFullPath(named, Repository.Root);
        else if (!OperatingSystem.IsLinux())
            reasonToSkip = "the function's binary is for Linux";
        else if (Linker() is not { } linker)
            reasonToSkip = "native code needs clang or gcc to be linked, and neither is on the PATH";
        else
            program = await NativePublication.PublishAsync(linker);
        if (reasonToSkip is not null)
            TestContext.Current.SendDiagnosticMessage(reasonToSkip);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Linker()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return ((string[])["clang", "gcc"]).FirstOrDefault(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))));
    }
}
