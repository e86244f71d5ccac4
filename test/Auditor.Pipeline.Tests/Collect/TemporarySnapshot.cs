using System.IO.Compression;
using System.Text;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Tests.Collect;

/// <summary>A snapshot in a folder that goes away with the test.</summary>
internal sealed class TemporarySnapshot : IDisposable
{
    public const string Account = "111122223333";

    public const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    public const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public string Root { get; } = Directory.CreateTempSubdirectory("auditor-").FullName;

    public static string Role(string name, string members = "", string account = Account) =>
        $$"""{"Path":"/","RoleName":"{{name}}","RoleId":"AROA{{name}}","Arn":"arn:aws:iam::{{account}}:role/{{name}}","AssumeRolePolicyDocument":{{Trust}}{{(members.Length == 0 ? "" : "," + members)}}}""";

    public static string Details(string roles = "", string policies = "", string users = "", string groups = "", string more = "") =>
        $$"""{"UserDetailList":[{{users}}],"GroupDetailList":[{{groups}}],"RoleDetailList":[{{roles}}],"Policies":[{{policies}}]{{more}}}""";

    public static string Policy(string name, string document, string account = Account) =>
        $$"""{"PolicyName":"{{name}}","Arn":"arn:aws:iam::{{account}}:policy/{{name}}","Path":"/","DefaultVersionId":"v2","PolicyVersionList":[{"Document":{"Statement":[]},"VersionId":"v1","IsDefaultVersion":false},{"Document":{{document}},"VersionId":"v2","IsDefaultVersion":true,"CreateDate":"2025-01-02T03:04:05+00:00"}]}""";

    public TemporarySnapshot Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public TemporarySnapshot Write(string file, byte[] bytes)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public TemporarySnapshot WriteCompressed(string file, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return Write(file + ".gz", packed.ToArray());
    }

    public TemporarySnapshot WriteDetails(string text, string account = Account) => Write($"accounts/{account}/authorization-details.json", text);

    public SnapshotReader Open() => SnapshotReader.Open(Root);

    public AccountReading Read(string account = Account) => Open().ReadAccount(account);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
