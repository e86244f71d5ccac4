namespace Auditor.Engine.Matching;

/// <summary>
/// Action patterns compiled of late: the same few thousand stand in every account's policies. It keeps a fixed number of them: a newer pattern takes the
/// place of an older one. Safe from any thread: two may both compile a pattern, and either serves.
/// </summary>
internal static class SharedActions
{
    private const int Places = 1 << 12;
    private static readonly ActionPattern?[] Patterns = new ActionPattern?[Places];

    public static ActionPattern Get(string text)
    {
        ref var place = ref Patterns[text.GetHashCode(StringComparison.Ordinal) & (Places - 1)];
        var known = place;
        return known is not null && known.Text == text ? known : place = ActionPattern.Parse(text);
    }
}
