using System.Globalization;
using Auditor.Pipeline;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Runs;

/// <summary>The configuration in the bucket.</summary>
internal static class StoredConfiguration
{
    private const int MostErrors = 10;

    /// <summary>Reads it; null if there is none.</summary>
    /// <exception cref="RunCannotGoOnException">It cannot be used; the message says where it is wrong.</exception>
    public static async Task<Configuration?> ReadAsync(IReportStore store, string key, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is not { } document)
            return null;
        var result = ConfigurationReader.Read(document.Content);
        if (result.Configuration is { } configuration)
            return configuration;
        var errors = result.Errors.Take(MostErrors)
            .Select(error => string.Create(CultureInfo.InvariantCulture, $"line {error.Line}, column {error.Column}: {error.Message}"));
        var more = result.Errors.Length > MostErrors ? $"; and {result.Errors.Length - MostErrors} more" : "";
        throw new RunCannotGoOnException($"`{store.UriOf(key)}` cannot be used: {string.Join("; ", errors)}{more}");
    }
}
