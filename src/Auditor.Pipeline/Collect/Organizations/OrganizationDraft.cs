using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The lists of an organization file before accounts are given their places and documents are read.</summary>
internal sealed class OrganizationDraft
{
    public bool? IsStandalone { get; set; }

    public string? Id { get; set; }

    public string? ManagementAccount { get; set; }

    public string? FeatureSet { get; set; }

    public List<OrganizationRoot> Roots { get; } = [];

    public List<OrganizationalUnit> Units { get; } = [];

    public List<Account> Accounts { get; } = [];

    public List<Policy> Policies { get; } = [];

    /// <summary>True if a member of the file stands twice, or a list in it is not complete.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>True if an entry of the policies has an error: it may be a policy that binds anyone.</summary>
    public bool ArePoliciesFaulty { get; set; }

    /// <summary>True if the file says which policies there are, and be it none.</summary>
    public bool HasPolicies { get; set; }

    /// <summary>An account as listed.</summary>
    public readonly record struct Account(long Offset)
    {
        public string? Id { get; init; }

        public string? Name { get; init; }

        public string? State { get; init; }

        public string? Status { get; init; }

        public string? ParentId { get; init; }

        public ImmutableArray<string> Paths { get; init; } = [];
    }

    /// <summary>A policy as listed and described.</summary>
    public readonly record struct Policy(long Offset)
    {
        public string? Id { get; init; }

        public string? Arn { get; init; }

        public string? Name { get; init; }

        public string? Type { get; init; }

        public bool AwsManaged { get; init; }

        public RawDocument Content { get; init; }

        public ImmutableArray<string>? Targets { get; init; }
    }
}
