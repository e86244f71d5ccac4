using System.Xml.Linq;

namespace Auditor.Aws.Tests;

public sealed class MotoServerTests(MotoServer moto)
{
    [Fact]
    public async Task It_answers_in_its_own_account()
    {
        var answer = await moto.QueryAsync("sts", "2011-06-15", "GetCallerIdentity");
        Assert.Equal(MotoServer.DefaultAccount, Value(answer, "Account"));
    }

    [Fact]
    public async Task Credentials_belong_to_the_account_that_was_asked_for()
    {
        var credentials = await moto.CredentialsOfAsync("444455556666");
        var answer = await moto.QueryAsAsync(credentials.AccessKeyId, "sts", "2011-06-15", "GetCallerIdentity");
        Assert.Equal("444455556666", Value(answer, "Account"));
    }

    private static string Value(XElement answer, string name) =>
        answer.Descendants().Single(element => element.Name.LocalName == name).Value;
}
