namespace Amazon.IdentityManagement.Model;

public class ErrorDetails
{
    public string? Message { get; set; }

    public string? Code { get; set; }
}
