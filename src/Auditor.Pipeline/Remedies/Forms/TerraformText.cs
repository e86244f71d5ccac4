using System.Text;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>Texts as Terraform's language takes them.</summary>
internal static class TerraformText
{
    /// <summary>A text in quotation marks.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in Untemplated(text))
            quoted.Append(character is '"' or '\\' ? $"\\{character}" : char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString());
        return quoted.Append('"').ToString();
    }

    /// <summary>A policy document as a text over several lines.</summary>
    public static string Document(string json) => $"<<-POLICY\n{Untemplated(IndentedJson.Of(json))}\nPOLICY";

    /// <summary>A name for a block: letters, digits and underscores.</summary>
    public static string Label(string name)
    {
        var label = new string([.. name.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]);
        return label.Length == 0 || char.IsAsciiDigit(label[0]) ? "_" + label : label;
    }

    /// <summary>What Terraform would take for a template of its own is doubled.</summary>
    private static string Untemplated(string text) => text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}
