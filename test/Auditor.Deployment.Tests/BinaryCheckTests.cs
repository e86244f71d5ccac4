using System.Runtime.InteropServices;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

/// <summary>What tools/check-binary lets through starts on provided.al2023. .NET's own libraries are the examples.</summary>
public sealed class BinaryCheckTests
{
    [Fact]
    public async Task A_binary_that_needs_only_what_is_there_passes()
    {
        var (exitCode, output) = await CheckAsync("libSystem.Native.so");
        Assert.True(exitCode == 0, output);
        Assert.Contains("GLIBC_", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("libSystem.Globalization.Native.so", "2.34", "it looks for ICU; set InvariantGlobalization to true")]
    [InlineData("libcoreclr.so", "2.34", "it needs libstdc++.so.6")]
    [InlineData("libSystem.Native.so", "2.2", "and there is 2.2; build it on Amazon Linux 2023 or an older system")]
    public async Task Any_other_does_not_and_hears_why(string library, string newest, string reason)
    {
        var (exitCode, output) = await CheckAsync(library, newest);
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> CheckAsync(string library, params string[] newest)
    {
        CommandLine.Need("bash", "the check is a script for it");
        CommandLine.Need("objdump", "it comes with binutils");
        var path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), library);
        return CommandLine.RunAsync("bash", ["tools/check-binary", path, .. newest]);
    }
}
