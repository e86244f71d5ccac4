using System.CommandLine;
using Auditor.Aws.Publish;
using Auditor.Pipeline;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Publish;

namespace Auditor.Cli.Commands;

/// <summary>The option that says what the run before left, and where this one leaves what the next must know.</summary>
internal sealed class StateArgument
{
    private const string Extension = ".json";

    public Option<StoreLocation?> State { get; } = new("--state")
    {
        Description = "What the last run left, and where this one leaves what the next must know: a file, a folder or s3://bucket/prefix, for state.json. "
            + "With it findings are new, open, reopened or resolved, and changes of access are found; without it all are new.",
        CustomParser = result =>
        {
            var location = StoreLocation.Parse(result.Tokens[0].Value, out var error);
            if (location is null)
                result.AddError("--state: " + error);
            return location;
        },
    };

    /// <summary>What the run before left; null if nobody named a place.</summary>
    public async Task<KeptMemory?> OpenAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(State) is not { } location)
            return null;
        var (place, key) = Split(location);
        return await KeptMemory.OpenAsync(PublishTargets.Open(place, TimeProvider.System), key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves what the next run must know.</summary>
    public static async Task SaveAsync(KeptMemory? kept, RunMemory? memory, CancellationToken cancellationToken)
    {
        if (kept is not null && memory is not null && await kept.SaveAsync(memory, cancellationToken).ConfigureAwait(false) is { } problem)
            throw new RunCannotGoOnException(problem);
    }

    /// <summary>A name that ends in <c>.json</c> is the file's own; everything else is where state.json lies.</summary>
    private static (StoreLocation Place, string Key) Split(StoreLocation location)
    {
        if (!location.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || (location.Bucket is null && Directory.Exists(location.Path)))
            return (location, KeptMemory.DefaultKey);
        if (location.Bucket is null)
        {
            var named = Path.GetFullPath(location.Path);
            // A link stays one: what it leads to is written.
            var file = new FileInfo(named) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : named;
            if (Path.GetFileName(file) is var name && (name[0] == '.' || name.AsSpan().ContainsAny('\\', ':')))
                throw new RunCannotGoOnException($"--state: `{name}` is no name for a state; choose one without `:` and `\\` that does not begin with a dot");
            return (location with { Path = Path.GetDirectoryName(file)! }, Path.GetFileName(file));
        }

        var slash = location.Path.LastIndexOf('/');
        return (location with { Path = slash < 0 ? "" : location.Path[..slash] }, location.Path[(slash + 1)..]);
    }
}
