using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(Auditor.Aws.Tests.MotoServer))]

namespace Auditor.Aws.Tests;

/// <summary>
/// One moto_server for the assembly: a peer that speaks AWS's protocols. A test class takes it as a constructor parameter and asks for
/// <see cref="Endpoint"/>. Tests run at the same time: each uses an account or names of its own, and nobody resets the server.
/// </summary>
public sealed class MotoServer : IAsyncLifetime
{
    /// <summary>moto's own account, for credentials that it did not give out itself.</summary>
    public const string DefaultAccount = "123456789012";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder output = new();
    private readonly HttpClient http = new();
    private readonly int? portOfStates;
    private Process? process;
    private string? endpoint;

    public MotoServer()
    {
    }

    /// <summary>A server of a test's own, whose state machines look for all of AWS at a port of this machine.</summary>
    internal MotoServer(int portOfStates) => this.portOfStates = portOfStates;

    /// <summary>Why a test is skipped where there is no moto_server.</summary>
    public const string ReasonToSkip = "moto_server is not on the PATH: `pip install 'moto[server]'`";

    /// <summary>True where there is one.</summary>
    public bool IsThere => endpoint is not null;

    /// <summary>Where it listens. Skips the test, with the reason, where there is no moto_server.</summary>
    public string Endpoint
    {
        get
        {
            Assert.SkipWhen(endpoint is null, ReasonToSkip);
            return endpoint;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (OnPath("moto_server") is not { } program)
            return;
        var port = FreePort();
        process = Start(program, port);
        var url = $"http://127.0.0.1:{port}";
        await WaitAsync(url);
        endpoint = url;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>
    /// Calls an API of the query protocol (IAM, STS, SNS, SQS), e.g. to seed what a test needs. No signature: moto asks for none.
    /// </summary>
    public Task<XElement> QueryAsync(string service, string version, string action, params (string Name, string Value)[] parameters) =>
        QueryAsAsync("test", service, version, action, parameters);

    /// <summary>The same with an access key of <see cref="CredentialsOfAsync"/>, so in its account.</summary>
    public async Task<XElement> QueryAsAsync(
        string accessKeyId, string service, string version, string action, params (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new FormUrlEncodedContent(
                [new("Action", action), new("Version", version), .. parameters.Select(
                    parameter => KeyValuePair.Create(parameter.Name, parameter.Value))]),
        };
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={accessKeyId}/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{action}: {text}");
        return XElement.Parse(text);
    }

    /// <summary>Credentials with which calls land in an account of the test's own.</summary>
    public async Task<(string AccessKeyId, string SecretAccessKey, string SessionToken)> CredentialsOfAsync(string account)
    {
        var answer = await QueryAsync(
            "sts", "2011-06-15", "AssumeRole", ("RoleArn", $"arn:aws:iam::{account}:role/test"), ("RoleSessionName", "test"));
        string Value(string name) => answer.Descendants().Single(element => element.Name.LocalName == name).Value;
        return (Value("AccessKeyId"), Value("SecretAccessKey"), Value("SessionToken"));
    }

    private Process Start(string program, int port)
    {
        var start = new ProcessStartInfo(
            program, ["-H", "127.0.0.1", "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (portOfStates is { } other)
            start.Environment["MOTO_PORT"] = other.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var started = Process.Start(start)!;
        // Read all the time: a server that blocks on a full pipe would stop every test.
        started.OutputDataReceived += Keep;
        started.ErrorDataReceived += Keep;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            if (output.Length < 10_000)
                output.AppendLine(line.Data);
        }
    }

    private async Task WaitAsync(string url)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                (await http.GetAsync(url + "/moto-api/data.json")).Dispose();
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < Patience && !process!.HasExited)
            {
                await Task.Delay(50);
            }
            catch (HttpRequestException error)
            {
                throw new InvalidOperationException($"moto_server does not answer:\n{output}", error);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, program), Path.Combine(folder, program + ".exe")])
            .FirstOrDefault(File.Exists);
}
