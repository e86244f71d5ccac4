using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Sees to it that the records of a file belong to its account and stand in it once.</summary>
internal sealed class ArnCheck(SnapshotFile file)
{
    private const string AwsManaged = "aws";
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The partition of the first ARN.</summary>
    public string? Partition { get; private set; }

    /// <summary>True if AWS, not the customer, owns what the ARN names.</summary>
    public static bool IsAwsManaged(Arn arn) => string.Equals(arn.Account, AwsManaged, StringComparison.Ordinal);

    /// <summary>The ARN of a record; null after a fault. One of another account makes the whole file unusable.</summary>
    /// <param name="text">The ARN as the file has it.</param>
    /// <param name="position">Where the record starts.</param>
    /// <param name="mayBeAws">True where AWS may own what the ARN names.</param>
    public Arn? Take(string? text, TextPosition position, bool mayBeAws = false)
    {
        if (!Arn.TryParse(text, out var arn) || !IsAccountId(arn.Account) && !(mayBeAws && IsAwsManaged(arn)))
        {
            file.Fault(position, text is null ? "a record without `Arn`" : $"`{Words.Shorten(text)}` is no ARN of an account");
            return null;
        }

        Partition ??= arn.Partition;
        if (!IsAwsManaged(arn))
        {
            file.Account ??= arn.Account;
            if (!string.Equals(arn.Account, file.Account, StringComparison.Ordinal))
                file.Refuse(position, $"`{Words.Shorten(text!)}` is not of account `{file.Account}`");
        }

        if (seen.Add(text!))
            return arn;
        file.Fault(position, $"`{Words.Shorten(text!)}` is listed twice");
        return null;
    }

    /// <summary>True for twelve digits.</summary>
    public static bool IsAccountId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}
