namespace Auditor.EndToEnd.Tests;

/// <summary>A folder of its own that goes when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("auditor-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
