using System.Reflection;

namespace Auditor.Cli;

/// <summary>The product's version.</summary>
internal static class ToolVersion
{
    /// <summary>With what the build appends to it: which packages are built in, and the commit.</summary>
    public static string Whole { get; } = typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Without.</summary>
    public static string Text { get; } = Whole.Split('+')[0];
}
