using Auditor.Fuzz;
using SharpFuzz;

// list                   the parsers
// run PARSER FILE…       feeds files, e.g. a crash that was found
// fuzz PARSER            what afl-fuzz starts, once Auditor's assemblies are instrumented (tools/fuzz/run)
// growth FILE            time and memory over growing inputs, as counts for tools/evidence; 1 if a limit is passed
switch (args)
{
    case ["list"]:
        foreach (var name in Parsers.All.Keys)
            Console.WriteLine(name);
        return 0;
    case ["run", var parser, .. var files]:
        foreach (var file in files)
            Parsers.All[parser](File.ReadAllBytes(file));
        return 0;
    case ["fuzz", var parser]:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Parsers.All[parser](bytes.ToArray());
        });
        return 0;
    case ["growth", .. var output]:
        return Growth.Measure(output is [var path] ? path : null);
    default:
        Console.Error.WriteLine("list | run PARSER FILE… | fuzz PARSER | growth [FILE]");
        return 1;
}
