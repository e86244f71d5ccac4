namespace Auditor.EndToEnd.Tests;

/// <summary>What the sample's README promises.</summary>
internal sealed record AcmeReadme(AcmeReadme.Row[] Planted, AcmeReadme.Row[] Right)
{
    /// <summary>Reads the two tables.</summary>
    public static AcmeReadme Read()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "samples", "acme", "README.md"));
        return new AcmeReadme(RowsUnder("## What is planted", lines), RowsUnder("## Who is right", lines));
    }

    private static Row[] RowsUnder(string heading, string[] lines) =>
    [
        .. lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries).Select(cell => cell.Trim()).ToArray())
            .Select(cells => new Row(cells[0].Trim('`'), cells[1], cells.Length > 3 ? cells[3].Split(", ") : [])),
    ];

    /// <summary>One row: a principal's name or permission set, or the id of a policy or account.</summary>
    internal sealed record Row(string Name, string Account, string[] Rules)
    {
        /// <summary>True if the ARN is that of the principal that the row names.</summary>
        public bool Names(string arn)
        {
            var parts = arn.Split(':');
            var name = arn[(arn.LastIndexOf('/') + 1)..];
            return parts[4] == Account && (name == Name || name.StartsWith($"AWSReservedSSO_{Name}_", StringComparison.Ordinal));
        }

        public override string ToString() => $"{Name} in {Account}";
    }
}
