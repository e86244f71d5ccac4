using System.CommandLine;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Cli.Text;

namespace Auditor.Cli.Commands;

/// <summary>The snapshot that is audited: one that was there, or one just collected, which is gone afterwards unless a folder was named for it.</summary>
internal sealed class AuditSource : IDisposable
{
    private static readonly string Plain = OperatingSystem.IsWindows() ? @"\/:._-+=,@%" : "/:._-+=,@%";
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
    /// <param name="named">The payer that was named for this run; null if none was.</param>
    /// <param name="found">The payer of the report; null if nobody knows it: the command has <c>PAYER</c> then, for whoever types it to replace.</param>
    public string InitCommand(string? named, string? found)
    {
        var payer = (named ?? (found is null ? "PAYER" : null)) is { } account ? $" --management-account {account}" : "";
        if (isTemporary)
            return $"auditor collect --output snapshot && auditor init snapshot{payer} --output {ConfigurationFile.DefaultName}";
        // Beside a snapshot that is one file there is its folder.
        var folder = Directory.Exists(Path) ? Path : System.IO.Path.GetDirectoryName(Path) ?? "";
        return $"auditor init {Quoted(Path)}{payer} --output {Quoted(System.IO.Path.Combine(folder, ConfigurationFile.DefaultName))}";
    }

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

    /// <summary>The text as one argument for a POSIX shell, and without quotation marks where every shell takes it as it is.</summary>
    private static string Quoted(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(character => char.IsLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    public void Dispose()
    {
        Access?.Dispose();
        if (isTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
