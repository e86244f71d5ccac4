using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

public sealed class ParameterTests
{
    /// <summary>Without these nothing can be deployed: nobody could guess them.</summary>
    private static readonly HashSet<string> Required = ["AuditorAccount", "OrganizationId", "OrganizationalUnitIds"];

    [Fact]
    public void Every_parameter_says_what_it_is_what_it_may_be_and_what_it_is_otherwise()
    {
        foreach (var template in Template.All)
        {
            foreach (var (name, parameter) in template.Parameters)
            {
                Assert.True(parameter!["Description"]?.ToString() is { Length: > 10 }, $"{template.Name}: {name} has no description");
                var hasRange = parameter["MinValue"] is not null && parameter["MaxValue"] is not null;
                var isLimited = hasRange || parameter["AllowedValues"] is not null || parameter["AllowedPattern"] is not null;
                Assert.True(isLimited, $"{template.Name}: {name} takes anything");
                Assert.Equal(Required.Contains(name), parameter["Default"] is null);
            }
        }
    }

    [Fact]
    public void Every_default_is_allowed()
    {
        foreach (var (name, parameter) in Template.All.SelectMany(template => template.Parameters))
        {
            if (parameter!["Default"]?.ToString() is not { } text)
                continue;
            Assert.True(parameter["AllowedPattern"] is not { } pattern || Regex.IsMatch(text, pattern.ToString()), name);
            Assert.True(parameter["AllowedValues"] is not JsonArray values || values.Any(value => value!.ToString() == text), name);
            Assert.True(parameter["MinValue"] is not { } least || NumberOf(text) >= NumberOf(least.ToString()), name);
            Assert.True(parameter["MaxValue"] is not { } most || NumberOf(text) <= NumberOf(most.ToString()), name);
        }
    }

    [Fact]
    public void Every_parameter_is_asked_for_in_a_group()
    {
        foreach (var template in Template.All)
        {
            var groups = template.Root["Metadata"]!["AWS::CloudFormation::Interface"]!["ParameterGroups"]!.AsArray();
            var grouped = groups.SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => name!.ToString());
            Assert.Equal(Names(template.Parameters), grouped.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Parameters_that_two_templates_share_may_be_the_same()
    {
        foreach (var (name, parameter) in Template.StackSet.Parameters)
        {
            if (Template.MemberRole.Parameters[name] is not { } member)
                continue;
            Assert.Equal(member["AllowedPattern"]?.ToString(), parameter!["AllowedPattern"]?.ToString());
            Assert.Equal(member["Default"]?.ToString(), parameter["Default"]?.ToString());
        }

        string Default(Template template, string name) => template.Parameters[name]!["Default"]!.ToString();
        Assert.Equal(Default(Template.Deployment, "MemberRoleName"), Default(Template.MemberRole, "RoleName"));
        Assert.Equal(Default(Template.Deployment, "FunctionRoleName"), Default(Template.MemberRole, "AuditorRole"));
    }

    [Fact]
    public void The_stack_set_passes_on_everything_that_the_member_role_takes_but_that_it_is_in_the_payer()
    {
        var passed = Template.StackSet.Resources["MemberRoles"]!["Properties"]!["Parameters"]!.AsArray();
        var names = passed.Select(parameter => parameter!["ParameterKey"]!.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(Names(Template.MemberRole.Parameters).Where(name => name != "IsPayer"), names);
    }

    private static IEnumerable<string> Names(JsonObject members) => members.Select(member => member.Key).Order(StringComparer.Ordinal);

    private static long NumberOf(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
