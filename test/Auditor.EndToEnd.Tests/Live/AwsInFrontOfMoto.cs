using Auditor.Testing;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>What the command takes for AWS: hands calls on to moto, answers itself what moto cannot, and misbehaves as planned.</summary>
internal sealed class AwsInFrontOfMoto : IDisposable
{
    private static readonly string[] HeadersToHandOn = ["Authorization", "X-Amz-Target", "X-Amz-Date", "X-Amz-Security-Token"];
    private readonly HttpClient http = new();
    private readonly string endpoint;

    /// <param name="endpoint">Where moto listens.</param>
    /// <param name="misbehave">Answers in AWS's place, or null to let the call through; may be null.</param>
    public AwsInFrontOfMoto(string endpoint, Func<FakeRequest, FakeAnswer?>? misbehave = null)
    {
        this.endpoint = endpoint;
        if (misbehave is not null)
            Fake.Always("*", misbehave);
        Fake.Always(
            "POST /list-billing-groups",
            FakeAnswer.Ok(
                """
                {"BillingGroups":[{"Arn":"arn:aws:billingconductor::123456789012:billinggroup/abcd1234ef","Name":"Retail",
                "PrimaryAccountId":"123456789012"}]}
                """));
        Fake.Always(
            "POST /list-pricing-plans",
            FakeAnswer.Ok("""{"PricingPlans":[{"Arn":"arn:aws:billingconductor::123456789012:pricingplan/abcd1234ef","Name":"Plan"}]}"""));
        Fake.Always("POST /list-pricing-rules", FakeAnswer.Ok("""{"PricingRules":[]}"""));
        Fake.Always("POST /list-custom-line-items", FakeAnswer.Ok("""{"CustomLineItems":[]}"""));
        Fake.Always("LookupEvents", FakeAnswer.Ok("""{"Events":[]}"""));
        Fake.Always("*", HandOn);
    }

    public FakeAws Fake { get; } = new();

    /// <summary>The environment of a command that takes this for AWS.</summary>
    public Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = Fake.Url,
        ["AWS_ACCESS_KEY_ID"] = "testing",
        ["AWS_SECRET_ACCESS_KEY"] = "testing",
        ["AWS_REGION"] = "us-east-1",
    };

    public void Dispose()
    {
        Fake.Dispose();
        http.Dispose();
    }

    private FakeAnswer HandOn(FakeRequest request)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(request.Method), endpoint + request.Path + request.Query)
        { Content = new ByteArrayContent(request.Body) };
        foreach (var name in HeadersToHandOn.Where(request.Headers.ContainsKey))
            message.Headers.TryAddWithoutValidation(name, request.Headers[name]);
        if (request.Headers.TryGetValue("Content-Type", out var type))
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = http.Send(message);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return FakeAnswer.Raw((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "text/xml", reader.ReadToEnd());
    }
}
