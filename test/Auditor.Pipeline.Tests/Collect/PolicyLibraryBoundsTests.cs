using System.Runtime.CompilerServices;
using System.Text;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

/// <summary>What the library keeps, how often it compiles, and what reading costs.</summary>
public sealed class PolicyLibraryBoundsTests : IDisposable
{
    private const int Roles = 400;
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void Documents_with_the_same_hash_are_told_apart()
    {
        var library = new PolicyLibrary((_, _) => 42);
        for (var round = 0; round < 2; round++)
        {
            foreach (var action in (string[])["s3:Get", "s3:Put", "s3:List"])
                Assert.Equal(action, Get(library, action).Statements[0].Actions[0].Text);
        }

        Assert.NotSame(Get(library, "s3:Get"), library.Get(Bytes("s3:Get"), PolicyType.PermissionsBoundary));
        Assert.Equal((4, 4), (library.Count, library.CompiledCount));
    }

    [Fact]
    public void A_document_that_comes_again_is_kept()
    {
        var library = new PolicyLibrary(Hash, roomForNew: 0);
        Assert.NotSame(Get(library, "s3:Get"), Get(library, "s3:Get"));
        Assert.Same(Get(library, "s3:Get"), Get(library, "s3:Get"));
        Assert.Equal((1, 2), (library.Count, library.CompiledCount));
    }

    [Fact]
    public void Without_room_nothing_is_kept_and_all_is_read()
    {
        var library = new PolicyLibrary(Hash, roomForNew: 0, roomForShared: 0);
        Get(library, "s3:Get");
        Assert.NotSame(Get(library, "s3:Get"), Get(library, "s3:Get"));
        Assert.Equal((1, 3), (library.Count, library.CompiledCount));
    }

    [Fact]
    public void A_closed_library_keeps_nothing_more()
    {
        var library = new PolicyLibrary(Hash);
        var kept = Get(library, "s3:Get");
        library.Close();
        Assert.Same(kept, Get(library, "s3:Get"));
        Assert.NotSame(Get(library, "s3:Put"), Get(library, "s3:Put"));
        Assert.Equal("s3:Put", Get(library, "s3:Put").Statements[0].Actions[0].Text);
        Assert.Equal(1, library.Count);
    }

    [Fact]
    public void What_nobody_else_has_can_be_collected()
    {
        var library = new PolicyLibrary(Hash, roomForNew: 0);
        var document = GetWeak(library);
        // Of the youngest objects alone: a full collection would empty the array pools of tests that measure memory meanwhile.
        GC.Collect(0);
        if (IsAlive(document))
            GC.Collect();
        Assert.False(IsAlive(document));
    }

    [Fact]
    public void Every_distinct_document_is_compiled_once()
    {
        string[] accounts = ["111122223333", "444455556666", "777788889999"];
        foreach (var account in accounts)
            snapshot.WriteDetails(Details(Role("r", Inline("s3:Get", "s3:Get", "s3:" + account), account), Policy("p", AllowAll, account)), account);
        var reader = snapshot.Open();
        Parallel.ForEach(accounts, id => reader.ReadAccount(id));
        // The shared one, three of one account each, the managed policy, and the trust policy.
        Assert.Equal((6, 6), (reader.Library.Count, reader.Library.CompiledCount));
    }

    [Fact]
    public void A_document_used_often_in_one_account_is_compiled_once_though_it_is_not_kept()
    {
        var library = new PolicyLibrary(Hash, roomForNew: 0, roomForShared: 0);
        var account = Read(library, Details(string.Join(',', Enumerable.Range(0, 50).Select(number => Role($"r{number}", Inline("s3:Get"))))));
        Assert.Single(account.Roles.Select(role => role.InlinePolicies[0].Document).Distinct());
    }

    /// <summary>A gate that no noise of the machine moves.</summary>
    [Theory]
    [InlineData(false, 3_000)]
    [InlineData(true, 6_000)]
    public void Memory_that_reading_a_role_takes(bool hasOwnDocument, int most)
    {
        var library = new PolicyLibrary(Hash, roomForNew: 0);
        var text = Details(string.Join(',', Enumerable.Range(0, Roles).Select(number => Role($"r{number}", Inline(hasOwnDocument ? $"s3:Get{number}" : "s3:Get")))));
        Read(library, text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(library, bytes);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Roles, 100, most);
    }

    private static UInt128 Hash(ReadOnlySpan<byte> value, long seed) => System.IO.Hashing.XxHash128.HashToUInt128(value, seed);

    private static string Inline(params string[] actions) =>
        $"\"RolePolicyList\":[{string.Join(',', actions.Select((action, at) => $"{{\"PolicyName\":\"x{at}\",\"PolicyDocument\":{Document(action)}}}"))}]";

    private static string Document(string action) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""";

    private static AccountSnapshot Read(PolicyLibrary library, string text) => Read(library, Encoding.UTF8.GetBytes(text));

    private static AccountSnapshot Read(PolicyLibrary library, byte[] bytes)
    {
        var read = SnapshotFile.Read<AccountSnapshot>(FileBytes.Of(bytes), new FileGaps(Account, "f.json"), new AuthorizationDetailsReader(Account, library, everyVersion: false).Read);
        Assert.NotNull(read);
        return read;
    }

    private static byte[] Bytes(string action) => Encoding.UTF8.GetBytes(Document(action));

    private static PolicyDocument Get(PolicyLibrary library, string action) => library.Get(Bytes(action), PolicyType.IdentityBased);

    /// <summary>In a method of its own: what it looks at would otherwise stay on the stack, and the collection would find it there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAlive(WeakReference<PolicyDocument> document) => document.TryGetTarget(out _);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<PolicyDocument> GetWeak(PolicyLibrary library) => new(Get(library, "s3:Get"));
}
