namespace Auditor.Testing;

/// <summary>How the function's process is started, each time.</summary>
/// <param name="Path">The program's absolute path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">All of its environment.</param>
/// <param name="Log">The file that its standard output is added to; `.err` is added to the name for standard error.</param>
internal sealed record ProgramToStart(
    string Path, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Log);
