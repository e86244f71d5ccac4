using System.Text.Json;

namespace Auditor.Pipeline.Report;

/// <summary>Writes the organization: units with counts, and policies where they are attached; no row an account.</summary>
internal static class JsonOrganization
{
    public static void Write(Utf8JsonWriter writer, OrganizationPicture? picture)
    {
        writer.WritePropertyName("organization");
        WriteValue(writer, picture);
    }

    public static void WriteValue(Utf8JsonWriter writer, OrganizationPicture? picture)
    {
        if (picture is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("id", picture.Id);
        JsonForm.WriteList(writer, "units", picture.Units, WriteUnit);
        JsonForm.WriteList(writer, "policies", picture.Policies, WritePolicy);
        writer.WriteEndObject();
    }

    private static void WriteUnit(Utf8JsonWriter writer, OrganizationUnitPicture unit)
    {
        writer.WriteString("id", unit.Id);
        writer.WriteString("name", unit.Name);
        writer.WriteString("parent", unit.Parent);
        writer.WriteNumber("accounts", unit.Accounts);
    }

    private static void WritePolicy(Utf8JsonWriter writer, OrganizationPolicyPicture policy)
    {
        writer.WriteString("id", policy.Id);
        writer.WriteString("name", policy.Name);
        writer.WriteString("kind", policy.IsResourceControl ? "resourceControlPolicy" : "serviceControlPolicy");
        writer.WriteBoolean("awsManaged", policy.IsAwsManaged);
        WriteFlag(writer, "enabled", policy.IsEnabled);
        WriteFlag(writer, "deniesBillingConductor", policy.DeniesBillingConductor);
        writer.WriteBoolean("targetsKnown", policy.KnowsTargets);
        writer.WriteNumber("accountTargets", policy.AccountTargets);
        JsonForm.WriteList(writer, "targets", policy.Bindings, (to, binding) =>
        {
            to.WriteString("target", binding.Target);
            to.WriteNumber("accounts", binding.Accounts);
            to.WriteBoolean("coversPayer", binding.CoversPayer);
        });
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } known)
            writer.WriteBoolean(name, known);
        else
            writer.WriteNull(name);
    }
}
