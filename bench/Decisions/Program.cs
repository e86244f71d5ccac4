using System.Globalization;
using Decisions;

// decisions prepare SNAPSHOT EVERY FOLDER    writes FOLDER/questions.json, for another engine, and FOLDER/answers.txt, which it must give
// decisions time SNAPSHOT EVERY SECONDS      how many of them are decided in a second of CPU time, without and with explanation
// EVERY 1 takes all roles, 10 every tenth.
if (args is not [("prepare" or "time") and var command, var snapshot, var every, var last])
{
    Console.Error.WriteLine("usage: decisions prepare SNAPSHOT EVERY FOLDER, or decisions time SNAPSHOT EVERY SECONDS");
    return 1;
}

var workload = Workload.Read(snapshot, int.Parse(every, CultureInfo.InvariantCulture));
if (command == "time")
{
    var seconds = double.Parse(last, CultureInfo.InvariantCulture);
    var plain = DecisionRate.Of(workload, Deciding.Plain, seconds);
    var explained = DecisionRate.Of(workload, Deciding.Explained, seconds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"decisions": {{workload.Count}}, "plain": {{plain:F0}}, "explained": {{explained:F0}}}"""));
    return 0;
}

Directory.CreateDirectory(last);
using (var questions = File.Create(Path.Combine(last, "questions.json")))
    QuestionFile.Write(workload, RawDocuments.Read(snapshot), questions);
File.WriteAllLines(Path.Combine(last, "answers.txt"), workload.Answers(Deciding.Plain));
// A decision and its explanation must not part.
if (!workload.Answers(Deciding.Plain).SequenceEqual(workload.Answers(Deciding.Explained), StringComparer.Ordinal))
    throw new InvalidOperationException("decisions with and without explanation differ");
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"decisions": {{workload.Count}}, "roles": {{workload.Roles.Length}}}"""));
return 0;
