using Auditor.Aws.Access;

namespace Auditor.Deployment.Tests.Permissions;

/// <summary>What the function is compiled of, as far as it can call AWS.</summary>
internal static class ProductAssemblies
{
    public static IReadOnlyList<string> All { get; } =
        [typeof(AwsAccess).Assembly.Location, Path.Combine(AppContext.BaseDirectory, "bootstrap.dll")];
}
