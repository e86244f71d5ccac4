using System.Globalization;
using Auditor.Pipeline;
using Auditor.Pipeline.Expect;

namespace Auditor.Cli;

/// <summary>A configuration with its name.</summary>
/// <param name="Configuration">What it says.</param>
/// <param name="Name">The file's name, for the report.</param>
internal sealed record ConfigurationFile(Configuration Configuration, string Name)
{
    /// <summary>The name that <c>auditor init</c> proposes.</summary>
    public const string DefaultName = "auditor.json";

    private const int MostErrors = 20;

    /// <summary>Reads a configuration; null if none was named.</summary>
    public static ConfigurationFile? Read(FileInfo? file)
    {
        if (file is null)
            return null;
        if (!file.Exists)
            throw new RunCannotGoOnException($"there is no configuration `{file.FullName}`");
        var result = ConfigurationReader.Read(File.ReadAllBytes(file.FullName), ProfileCatalog.Default);
        if (result.Errors.IsEmpty && result.Configuration is { } configuration)
            return new ConfigurationFile(configuration, file.Name);
        var errors = result.Errors.Take(MostErrors)
            .Select(error => string.Create(CultureInfo.InvariantCulture, $"  {file.Name}, line {error.Line}, column {error.Column}: {error.Message}"));
        var more = result.Errors.Length > MostErrors ? $"\n  and {result.Errors.Length - MostErrors} more" : "";
        throw new RunCannotGoOnException($"`{file.FullName}` cannot be used:\n{string.Join("\n", errors)}{more}");
    }
}
