using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes a file whole or not at all: whoever stops a run finds the old file or the new one.</summary>
internal static class JsonFile
{
    /// <summary>How files of a snapshot are laid out.</summary>
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // Names in other scripts stay readable; nothing here is ever put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string path, Action<Utf8JsonWriter> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        using (var stream = File.Create(partial))
        {
            using (var writer = new Utf8JsonWriter(stream, Options))
                write(writer);
            stream.Write("\n"u8);
        }

        File.Move(partial, path, overwrite: true);
    }
}
