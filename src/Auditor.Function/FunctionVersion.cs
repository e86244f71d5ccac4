using System.Reflection;

namespace Auditor.Function;

/// <summary>The product's version, without what the build appends to it.</summary>
internal static class FunctionVersion
{
    public static string Text { get; } = typeof(FunctionVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
