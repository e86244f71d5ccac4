using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Remedies.Forms;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>A remedy with its proof for people.</summary>
internal sealed class RemedyText(IAnsiConsole console, RemedyForm form)
{
    private const int MostFreed = 10;

    public void Write(RemedyResult result)
    {
        console.WriteLine();
        console.MarkupLine("[bold]What would help[/]");
        if (result.Remedy is { } remedy)
            WriteProven(remedy);
        else
            Raw("  " + result.Obstacle);
    }

    /// <summary>The remedy of a finding, under its heading.</summary>
    public void Write(Remedy remedy)
    {
        console.WriteLine();
        console.MarkupLine("[bold]What would help[/]");
        WriteProven(remedy);
    }

    private void WriteProven(Remedy remedy)
    {
        foreach (var edit in remedy.Edits)
            Write(edit);
        Raw($"  Proof: {DecisionWords.Of(remedy.Before)} before, {DecisionWords.Of(remedy.After)} after"
            + (remedy.Edits.Length > 1 ? $"; each of the {remedy.Edits.Length} changes is needed." : "."));
        var allowsMore = !remedy.AlsoAllows.IsEmpty || !remedy.AlsoAllowsUncatalogued.IsEmpty;
        if (!allowsMore && remedy.AlsoDenies.IsEmpty)
            Raw(remedy.After is Decision.Allowed or Decision.Conditional ? "  It allows nothing else." : "  It takes away nothing else that is catalogued.");
        else if (!allowsMore)
            WriteLost(remedy);
        else
            WriteFreed(remedy);
        if (!remedy.AlsoFrees.IsEmpty)
            Raw("  The same exception is for " + string.Join(", ", remedy.AlsoFrees) + ".");
        foreach (var sentence in RemedyWords.PermissionSets(remedy).Concat(RemedyWords.Preconditions(remedy)))
            Raw("  " + sentence);
        // Statements alone can be put in beside those of another remedy.
        if (form != RemedyForm.Statements && RemedyWords.Rewrites(remedy) is { } warning)
            Raw("  " + warning);
        WriteForm(remedy);
    }

    private void WriteLost(Remedy remedy)
    {
        Raw("  It also takes away:");
        foreach (var request in remedy.AlsoDenies.Take(MostFreed))
            Raw($"    {request.Action} on {request.Resource}");
        if (remedy.AlsoDenies.Length > MostFreed)
            Raw($"    and {remedy.AlsoDenies.Length - MostFreed} more; --format json has them all");
    }

    private void WriteForm(Remedy remedy)
    {
        if (form == RemedyForm.Statements)
            return;
        console.WriteLine();
        if (form == RemedyForm.CloudFormation)
            Lines(RemedyCloudFormation.Of(remedy.Changes) ?? "# a template says it by leaving the policy out");
        else if (form == RemedyForm.Cli)
            Lines(string.Join('\n', RemedyCommands.Of(remedy.Changes)));
        else
        {
            foreach (var change in remedy.Changes)
                Lines(form == RemedyForm.Terraform ? RemedyTerraform.Of(change) : PolicyDocumentText.Of(change));
        }
    }

    private void Lines(string text) => console.Profile.Out.Writer.Write(Printable.Lines(text.TrimEnd('\n')) + "\n");

    private void WriteFreed(Remedy remedy)
    {
        Raw($"  It also allows, so look before you apply it:");
        foreach (var request in remedy.AlsoAllows.Take(MostFreed))
            Raw($"    {request.Action} on {request.Resource}");
        if (remedy.AlsoAllows.Length > MostFreed)
            Raw($"    and {remedy.AlsoAllows.Length - MostFreed} more; --format json has them all");
        if (!remedy.AlsoAllowsUncatalogued.IsEmpty)
            Raw("    what else it holds of " + RemedyWords.Patterns(remedy.AlsoAllowsUncatalogued) + ", of services that the catalogue does not have");
    }

    private void Write(PolicyEdit edit)
    {
        Raw("  - " + (edit.Kind switch
        {
            EditKind.AddPolicy => edit.TargetId is { } target ? $"attach a new policy {edit.Policy.Name} to {target}" : "add " + RemedyWords.NewPolicy(edit),
            EditKind.AddStatement => $"add a statement to {edit.Policy.Id}",
            EditKind.ReplaceStatement => $"{(edit.After.IsEmpty ? "remove" : "replace")} statement {edit.Before!.Label} of {edit.Policy.Id}",
            _ => $"detach {edit.Policy.Id}",
        }));
        foreach (var statement in edit.After)
            Raw("      " + statement);
    }

    private void Raw(string text) => console.Profile.Out.Writer.WriteLine(Printable.Of(text));
}
