using System.Text;

namespace Auditor.Engine.Catalog;

/// <summary>The files of this folder that are embedded in the assembly.</summary>
internal static class CatalogResource
{
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(CatalogResource).Assembly.GetManifestResourceStream($"Auditor.Engine.Catalog.{name}")
            ?? throw new InvalidOperationException($"the assembly lacks its resource `{name}`");
        var bytes = new byte[checked((int)stream.Length)];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static string[] Lines(string name) =>
        Encoding.UTF8.GetString(Bytes(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
