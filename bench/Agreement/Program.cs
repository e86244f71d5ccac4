using System.Globalization;
using Agreement;
using Decisions;

// agreement EVERY SNAPSHOT OUTPUT    compares, and writes {"decisions": N, "differ": N} to OUTPUT; ends with 1 if something differs
// EVERY 1 takes all roles, 10 every tenth.
if (args is not [var every, var snapshot, var output])
{
    Console.Error.WriteLine("usage: agreement EVERY SNAPSHOT OUTPUT");
    return 1;
}

var workload = Workload.Read(snapshot, int.Parse(every, CultureInfo.InvariantCulture));
var cases = new CaseTexts(RawDocuments.Read(snapshot));
var differing = 0;
Parallel.ForEach(workload.Roles, role =>
{
    foreach (var difference in Ways.Differences(role, cases))
    {
        Interlocked.Increment(ref differing);
        Console.Error.WriteLine(difference);
    }
});
File.WriteAllText(output, string.Create(CultureInfo.InvariantCulture, $$"""{"decisions": {{workload.Count}}, "roles": {{workload.Roles.Length}}, "differ": {{differing}}}"""));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload.Count} questions, {differing} answers differ"));
return differing == 0 ? 0 : 1;
