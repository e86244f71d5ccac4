namespace Auditor.Pipeline.Inventory;

/// <summary>The accounts that were read again last: whoever goes through an organization asks about the principals of one account after the other. Safe from any thread.</summary>
/// <param name="most">How many are kept; at least 1.</param>
internal sealed class LatestAccounts(int most)
{
    private const int Fewest = 4;
    private const int Most = 32;

    private readonly Lock gate = new();
    private readonly LinkedList<(LaidAsideAccount Account, LaidAsideAccount.Contents Contents)> latest = new();

    /// <summary>As many as serve the rules that a machine works on at once: each may be at another account.</summary>
    public static LatestAccounts ForThisMachine() => new(Math.Clamp(2 * Environment.ProcessorCount, Fewest, Most));

    /// <summary>The contents of an account.</summary>
    public LaidAsideAccount.Contents Of(LaidAsideAccount account)
    {
        lock (gate)
        {
            for (var node = latest.First; node is not null; node = node.Next)
            {
                if (ReferenceEquals(node.Value.Account, account))
                {
                    latest.Remove(node);
                    latest.AddFirst(node);
                    return node.Value.Contents;
                }
            }

            if (latest.Count == most)
                latest.RemoveLast();
            return latest.AddFirst((account, account.Read())).Value.Contents;
        }
    }
}
