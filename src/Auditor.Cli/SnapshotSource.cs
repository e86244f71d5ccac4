using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Cli;

/// <summary>Opens what the user named as a snapshot.</summary>
internal static class SnapshotSource
{
    public static SnapshotReader Open(string path) => Directory.Exists(path) || File.Exists(path)
        ? SnapshotReader.Open(path)
        : throw new RunCannotGoOnException($"there is no snapshot `{path}`: name a folder, or one authorization-details file");
}
