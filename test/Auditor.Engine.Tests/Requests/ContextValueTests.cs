namespace Auditor.Engine.Requests;

public sealed class ContextValueTests
{
    [Fact]
    public void Absent_and_unknown_have_no_values()
    {
        Assert.Equal((ContextKnowledge.Absent, false), (ContextValue.Absent.Knowledge, ContextValue.Absent.IsMultivalued));
        Assert.Equal((ContextKnowledge.Unknown, false), (ContextValue.Unknown.Knowledge, ContextValue.Unknown.IsMultivalued));
        Assert.Empty(ContextValue.Absent.Values);
        Assert.Empty(ContextValue.Unknown.Values);
    }

    [Fact]
    public void List_of_one_is_still_a_list()
    {
        Assert.Equal((ContextKnowledge.Known, false), (ContextValue.Of("a").Knowledge, ContextValue.Of("a").IsMultivalued));
        Assert.Equal((ContextKnowledge.Known, true), (ContextValue.Many(["a"]).Knowledge, ContextValue.Many(["a"]).IsMultivalued));
        Assert.Equal(["a"], ContextValue.Of("a").Values);
        Assert.Equal(["a"], ContextValue.Many(["a"]).Values);
    }

    [Fact]
    public void GivenContext_folds_names_and_the_later_entry_counts()
    {
        var context = new GivenContext([KeyValuePair.Create("aws:Tag/A", ContextValue.Of("1")), KeyValuePair.Create("AWS:tag/a", ContextValue.Of("2"))]);

        Assert.Equal(["2"], context.Get("aws:TAG/A").Values);
        Assert.Equal(ContextValue.Absent, context.Get("aws:Tag/B"));
    }
}
