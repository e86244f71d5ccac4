namespace Amazon.Organizations.Model;

/// <summary>An account of the organization; its retired member Status is left out on purpose: State replaces it.</summary>
public class Account
{
    public string? Id { get; set; }

    public string? Arn { get; set; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public AccountState? State { get; set; }

    public List<string>? Paths { get; set; }

    public AccountJoinedMethod? JoinedMethod { get; set; }

    public DateTime? JoinedTimestamp { get; set; }
}
