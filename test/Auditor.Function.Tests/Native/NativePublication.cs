using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.Function.Tests.Native;

/// <summary>
/// Publishes the function, unless its sources are those it was published from last. In folders of its own under artifacts/, so that it
/// disturbs no build that runs at the same time; a lock lets one test run publish and the others wait for it.
/// </summary>
internal static class NativePublication
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>artifacts/false or artifacts/true: which packages this test was built with, and so the function.</summary>
    private static DirectoryInfo Position { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!;

    private static string Folder { get; } = Path.Combine(Position.FullName, "native");

    private static string RuntimeIdentifier { get; } =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <returns>The binary's path.</returns>
    public static async Task<string> PublishAsync(string linker)
    {
        Directory.CreateDirectory(Folder);
        await using var turn = await TakeTurnAsync();
        var program = Path.Combine(Folder, "function", "bootstrap");
        var publishedFrom = Path.Combine(Folder, "function.sha256");
        var sources = HashOfSources();
        if (File.Exists(program) && File.Exists(publishedFrom) && await File.ReadAllTextAsync(publishedFrom) == sources)
            return program;
        File.Delete(publishedFrom);
        await RunAsync(
            "publish", "src/Auditor.Function", "-c", "Release", "-r", RuntimeIdentifier, "-o", Path.GetDirectoryName(program)!,
            "-p:PublishAot=true", $"-p:CppCompilerAndLinker={linker}", $"-p:ArtifactsPath={Path.Combine(Folder, "build")}",
            $"-p:UseOfficialAwsPackages={Position.Name}", "-p:RunAnalyzers=false", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-v", "q", "-nologo");
        await File.WriteAllTextAsync(publishedFrom, sources);
        return program;
    }

    private static async Task<FileStream> TakeTurnAsync()
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (watch.Elapsed < Patience)
            {
                await Task.Delay(250);
            }
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}:\n{output}{await error}");
    }

    /// <summary>Of all that a binary is made of, but not of the SDK: another SDK needs a clean checkout, as ever.</summary>
    private static string HashOfSources()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = ((string[])["src", "sdk", "schema"]).Select(name => Path.Combine(Repository.Root, name)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Repository.Root, "*.props"))
            .Concat(Directory.GetFiles(Repository.Root, "*.targets"))
            .Append(Path.Combine(Repository.Root, "global.json"))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Repository.Root, file) + "\0"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
