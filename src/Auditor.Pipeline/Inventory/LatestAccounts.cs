namespace Auditor.Pipeline.Inventory;

/// <summary>The accounts that were read again last: whoever goes through an organization asks about the principals of one account after the other. Safe from any thread.</summary>
internal sealed class LatestAccounts
{
    private const int Most = 4;

    private readonly Lock gate = new();
    private readonly LinkedList<(LaidAsideAccount Account, LaidAsideAccount.Contents Contents)> latest = new();

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

            if (latest.Count == Most)
                latest.RemoveLast();
            return latest.AddFirst((account, account.Read())).Value.Contents;
        }
    }
}
