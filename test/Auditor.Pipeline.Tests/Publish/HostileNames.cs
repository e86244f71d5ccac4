namespace Auditor.Pipeline.Tests.Publish;

/// <summary>Names that would do something where they are shown, if they were not data.</summary>
internal static class HostileNames
{
    public static TheoryData<string> All { get; } =
    [
        "<script>alert(1)</script>", "=cmd()", "<!channel>", "<!here|here>", "<@U012AB3CD>", "<https://evil.example|log "
            + "in>", "[log in](https://evil.example)",
        "\u001b[31mred", "\u001b]0;title\u0007", "\u202egnp.exe", "\u2066x\u2069", "a\nb\r\nHIGH BCA101 forged line", "a\tb\0c", "`code`",
        "```\nblock", "*bold* _it_ ~no~",
        "&lt;!channel&gt;", "\\", "\"", "\ud800", "%0aSubject: x", "😀", "\u2028x\u2029y",
    ];
}
