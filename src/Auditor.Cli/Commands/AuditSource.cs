using System.CommandLine;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Cli.Text;

namespace Auditor.Cli.Commands;

/// <summary>The snapshot that is audited: one that was there, or one just collected, which is gone afterwards unless a folder was named for it.</summary>
internal sealed class AuditSource : IDisposable
{
    private readonly bool isTemporary;

    private AuditSource(string path, bool isTemporary, AwsAccess? access)
    {
        Path = path;
        this.isTemporary = isTemporary;
        Access = access;
    }

    /// <summary>The snapshot's folder or file.</summary>
    public string Path { get; }

    /// <summary>The way into the accounts that the snapshot was collected through; null if it was there before.</summary>
    public AwsAccess? Access { get; }

    /// <summary>What to type for a first configuration; a snapshot that was not kept has to be collected once more.</summary>
    public string InitCommand => isTemporary
        ? $"auditor collect --output snapshot && auditor init snapshot --output {ConfigurationFile.DefaultName}"
        : $"auditor init {Path} --output {System.IO.Path.Combine(Path, ConfigurationFile.DefaultName)}";

    public static async Task<AuditSource> OpenAsync(AuditArguments arguments, ParseResult result, CancellationToken cancellationToken)
    {
        var named = result.GetValue(arguments.Snapshot);
        if (!result.GetValue(arguments.Live))
            return new AuditSource(named!, isTemporary: false, access: null);
        var access = await AwsAccess.OpenAsync(arguments.Access.Read(result), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var source = new AuditSource(named ?? Directory.CreateTempSubdirectory("auditor-").FullName, isTemporary: named is null, access);
        try
        {
            var options = arguments.Collect.Read(result, System.IO.Path.GetFullPath(source.Path), result.GetValue(arguments.Parallelism));
            await CollectProgressBar.ShowAsync(progress => new CollectRun(access, options, TimeProvider.System, progress).CollectAsync(cancellationToken)).ConfigureAwait(false);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Access?.Dispose();
        if (isTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
