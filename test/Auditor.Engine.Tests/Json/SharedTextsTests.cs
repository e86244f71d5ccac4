using System.Text;
using Auditor.Engine.Json;

namespace Auditor.Engine.Tests.Json;

public sealed class SharedTextsTests
{
    [Fact]
    public void Equal_bytes_are_one_text_from_the_second_time_on()
    {
        SharedTexts.Get("ec2:DescribeInstances"u8);
        Assert.Same(SharedTexts.Get("ec2:DescribeInstances"u8), SharedTexts.Get("ec2:DescribeInstances"u8));
        Assert.Equal("", SharedTexts.Get([]));
    }

    [Fact]
    public void A_text_is_what_its_bytes_say_however_many_there_are()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 50_000; number++)
            {
                var text = $"arn:aws:iam::{number:D12}:role/{number % 7}";
                Assert.Equal(text, SharedTexts.Get(Encoding.UTF8.GetBytes(text)));
            }
        }
    }

    [Fact]
    public void Other_characters_and_long_texts_are_not_shared()
    {
        Assert.Null(SharedTexts.Get("ü"u8));
        Assert.Null(SharedTexts.Get(new byte[97]));
    }
}
