using Auditor.Function.Tests.Native;

[assembly: AssemblyFixture(typeof(NativeFunction))]

namespace Auditor.Function.Tests.Native;

/// <summary>The function as it is deployed: the native binary of this machine's processor, published once for all tests.</summary>
public sealed class NativeFunction : IAsyncLifetime
{
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
        if (!OperatingSystem.IsLinux())
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
