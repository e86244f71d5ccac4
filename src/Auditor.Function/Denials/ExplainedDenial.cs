using Auditor.Function.Answers;
using Auditor.Function.Runs;

namespace Auditor.Function.Denials;

/// <summary>What AWS's words about a denial were found to mean.</summary>
/// <param name="At">When they were explained.</param>
/// <param name="Sort">The key of principal, action and set of blockers; null if it could not be placed.</param>
internal sealed record ExplainedDenial(DateTimeOffset At, string? Sort)
{
    public byte[] Write() => AnswerJson.Write(writer =>
    {
        writer.WriteString("at", RunRecords.Moment(At));
        writer.WriteString("sort", Sort);
    });

    public static ExplainedDenial? Read(ReadOnlyMemory<byte>? content) =>
        StateJson.Read(content, root => new ExplainedDenial(root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("sort").GetString()));
}
