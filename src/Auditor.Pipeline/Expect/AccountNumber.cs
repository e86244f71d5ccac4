namespace Auditor.Pipeline.Expect;

/// <summary>The form of an AWS account id.</summary>
internal static class AccountNumber
{
    private const int Digits = 12;

    public static bool IsValid(string text) => text.Length == Digits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
