using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Arns;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>Reads one request object. Anything wrong ends in an <see cref="InvalidSimulationInputException"/>.</summary>
internal sealed class SimulationRequestReader
{
    private const int MostLevels = 7;
    // An answer says some 300 bytes of each.
    private const int MostResults = 100_000;
    private readonly SimulationMembers members;
    private readonly ImmutableHashSet<string>.Builder withPositions = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);

    private SimulationRequestReader(JsonElement request) => members = new SimulationMembers(request, "");

    public static SimulationRequest Read(JsonElement request) => new SimulationRequestReader(request).Read();

    private SimulationRequest Read()
    {
        var identity = Documents(members, "PolicyInputList", PolicyType.IdentityBased)
            ?? throw new InvalidSimulationInputException("`PolicyInputList` is missing");
        if (identity.IsEmpty)
            throw new InvalidSimulationInputException("`PolicyInputList` is empty");
        var caller = members.Text("CallerArn");
        var levels = members.Objects("OrderedOrganizationPolicyInputList");
        if (levels is { Length: > MostLevels })
            throw new InvalidSimulationInputException($"`OrderedOrganizationPolicyInputList` has more than {MostLevels} levels");
        var actions = Actions();
        var resources = members.Texts("ResourceArns") is { IsEmpty: false } arns ? arns : (ImmutableArray<string>?)null;
        if ((long)actions.Length * (resources?.Length ?? 1) > MostResults)
            throw new InvalidSimulationInputException($"`ActionNames` times `ResourceArns` makes more than {MostResults} results: ask in parts");
        return new SimulationRequest
        {
            Policies = new PoliciesInEffect
            {
                Identity = identity,
                Boundary = Boundary(),
                Session = Documents(members, "SessionPolicyInputList", PolicyType.Session) is { IsEmpty: false } passed ? passed : null,
                ServiceControlPolicies = Levels(levels, "ServiceControlPolicyInputList", PolicyType.ServiceControlPolicy),
                ResourceControlPolicies = Levels(levels, "ResourceControlPolicyInputList", PolicyType.ResourceControlPolicy),
                ResourcePolicy = members.Find("ResourcePolicy") is { } policy ? Document(policy, "ResourcePolicy", ResourcePolicyType(actions)) : null,
            },
            ActionNames = actions,
            ResourceArns = resources,
            Context = SimulationContextReader.Read(members, caller),
            CallerArn = caller,
            ResourceAccount = AccountOf(members.Text("ResourceOwner")),
            HasOrganization = levels is not null,
            PoliciesWithPositions = withPositions.ToImmutable(),
        };
    }

    /// <summary>What answers for the actions on a role itself is the role's trust policy, which has no Resource.</summary>
    private static PolicyType ResourcePolicyType(ImmutableArray<string> actions) =>
        actions.All(ResourceGrants.IsDecidedByTrust) ? PolicyType.Trust : PolicyType.ResourceBased;

    private ImmutableArray<string> Actions()
    {
        var actions = members.Texts("ActionNames") ?? throw new InvalidSimulationInputException("`ActionNames` is missing");
        if (actions.IsEmpty)
            throw new InvalidSimulationInputException("`ActionNames` is empty");
        foreach (var action in actions)
        {
            if (action.Length is < 3 or > 128)
                throw new InvalidSimulationInputException($"the action `{Quoted(action)}` must have 3 to 128 characters");
            if (action.AsSpan().ContainsAny('*', '?'))
                throw new InvalidSimulationInputException($"the action `{Quoted(action)}` must not have a wildcard");
            if (action.AsSpan().Count(':') != 1)
                throw new InvalidSimulationInputException($"the action `{Quoted(action)}` must have the form `service:Action`");
        }

        return actions;
    }

    private SourcedPolicy? Boundary()
    {
        var boundaries = Documents(members, "PermissionsBoundaryPolicyInputList", PolicyType.PermissionsBoundary) ?? [];
        return boundaries.Length <= 1
            ? boundaries.FirstOrDefault()
            : throw new InvalidSimulationInputException("`PermissionsBoundaryPolicyInputList` has more than one policy");
    }

    /// <summary>The levels that carry this kind of policy. A level with neither kind allows nothing; one with only the other kind is open here.</summary>
    private ImmutableArray<OrganizationLevel>? Levels(ImmutableArray<SimulationMembers>? levels, string member, PolicyType type)
    {
        if (levels is null or { IsEmpty: true })
            return null;
        var read = ImmutableArray.CreateBuilder<OrganizationLevel>();
        foreach (var level in levels.Value)
        {
            var policies = Documents(level, member, type);
            if (policies is null && type == PolicyType.ServiceControlPolicy && !level.Has("ResourceControlPolicyInputList"))
                policies = [];
            if (policies is not null)
                read.Add(new OrganizationLevel(level.Path.TrimEnd('.'), policies.Value));
        }

        return read.Count == 0 ? null : read.ToImmutable();
    }

    private ImmutableArray<SourcedPolicy>? Documents(SimulationMembers from, string member, PolicyType type) =>
        from.Each(member, (item, place) => Document(item, $"{from.Path}{member}.{place}", type));

    private SourcedPolicy Document(JsonElement item, string id, PolicyType type)
    {
        var text = item.ValueKind switch
        {
            JsonValueKind.String => SimulationMembers.TextOf(item, id),
            JsonValueKind.Object => item.GetRawText(),
            _ => throw new InvalidSimulationInputException($"`{id}` must be a policy document, as text or as an object"),
        };
        var document = PolicyParser.Parse(text, type);
        var error = document.Problems.FirstOrDefault(problem => problem.IsError);
        if (error is not null)
            throw new InvalidSimulationInputException(error.Position.IsKnown ? $"{id}, {error.Position}: {error.Message}" : $"{id}: {error.Message}");
        if (item.ValueKind == JsonValueKind.String)
            withPositions.Add(id);
        return new SourcedPolicy(new PolicySource(id, id), document);
    }

    private static string? AccountOf(string? owner) => Arn.TryParse(owner, out var arn) ? arn.Account : owner;

    private static string Quoted(string text) => text.Length <= 128 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[127]) ? 127 : 128), "…");
}
