using System.IO.Hashing;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class DocumentMarksTests
{
    [Fact]
    public void Every_document_is_noted_once_however_many_there_are()
    {
        var marks = new DocumentMarks();
        for (var round = 0; round < 2; round++)
        {
            for (var document = 0; document < 20_000; document++)
                Assert.Equal(round == 0, marks.Add(HashOf(document)));
        }
    }

    [Fact]
    public void Beyond_its_bound_it_forgets_and_never_takes_a_new_one_for_known()
    {
        var marks = new DocumentMarks(most: 1 << 6);
        for (var document = 0; document < 1_000; document++)
            Assert.True(marks.Add(HashOf(document)));

        Assert.InRange(Enumerable.Range(0, 1_000).Count(document => marks.Add(HashOf(999 - document))), 936, 999);
    }

    [Fact]
    public void Zero_is_a_hash_like_any_other()
    {
        var marks = new DocumentMarks();

        Assert.True(marks.Add(0));
        Assert.False(marks.Add(0));
    }

    private static UInt128 HashOf(int document) => XxHash128.HashToUInt128(BitConverter.GetBytes(document));
}
