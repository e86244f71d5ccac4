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

    /// <summary>The lines that are not empty; never the whole text at once, for one file is large.</summary>
    public static string[] Lines(string name)
    {
        ReadOnlySpan<byte> bytes = Bytes(name);
        var lines = new List<string>();
        foreach (var line in bytes.Split((byte)'\n'))
        {
            if (!bytes[line].IsEmpty)
                lines.Add(Encoding.UTF8.GetString(bytes[line]));
        }

        return [.. lines];
    }
}
