"""Takes the mutants of Auditor.Engine from Stryker.NET, and runs the tests against one after the other; tools/mutate is the command.

Stryker makes one assembly that has every mutant in it, each behind a number. Its own runner for Microsoft.Testing.Platform needs some fifteen
seconds a mutant and loses count where it measures coverage, so Stryker gets one small test class and ends soon (`listed`); the assembly, copied
while it is in place, then runs in a process of its own for each mutant (`Runs`).
"""
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "artifacts/mutants"
BUILT = ROOT / "artifacts/false/bin/Auditor.Engine.Tests/debug"
ENGINE = "Auditor.Engine.dll"
# Most mutants fail one of these, in a second; the others go on to what takes longer. Left out are tests of the generator, and those that take
# the time, which says nothing about a mutant on a busy machine.
LONG = ["*NaiveEvaluatorTests", "*MetamorphicTests", "*DecisionWaysTests", "*JsonScannerTests", "*PolicyParserHostileTests", "*GlobTests"]
LEFT_OUT = ["*.Adversarial_patterns_end_soon", "*.Many_errors_are_read_in_linear_time", "*.Generator_*"]
QUICK = ["-namespace-", "Auditor.Engine.Catalog", *(part for name in LONG for part in ("-class-", name))]
SLOW = [*(part for name in LONG for part in ("-class", name)), *(part for name in LEFT_OUT for part in ("-method-", name))]
HEAP = "0x80000000"
# Processor time, which other processes do not take away; without a mutant it is about six seconds.
PROCESSOR_SECONDS = 60
WALL_SECONDS = 600


def listed():
    """All mutants of the engine; the assembly that has them stays in WORK. As long as the sources are the same, so are both."""
    report = WORK / "reports/mutation-report.json"
    digest = WORK / "sources"
    if not digest.exists() or digest.read_text(encoding="utf-8") != sources():
        shutil.rmtree(WORK, ignore_errors=True)
        WORK.mkdir(parents=True)
        stryker()
        if not report.exists() or not (WORK / ENGINE).exists():
            raise SystemExit("stryker left no report or no assembly: see what it said above")
        digest.write_text(sources(), encoding="utf-8")
    return json.loads(report.read_text(encoding="utf-8-sig"))


def sources():
    digest = hashlib.sha256()
    for file in [ROOT / "stryker-config.json", *sorted((ROOT / "src/Auditor.Engine").rglob("*.cs"))]:
        if "obj" not in file.parts:
            digest.update(file.as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def stryker():
    for old in BUILT.glob("*.stryker-unchanged"):
        old.unlink()
    subprocess.run(["dotnet", "tool", "restore"], cwd=ROOT, check=True, capture_output=True)
    command = ["dotnet", "dotnet-stryker", "--skip-version-check", "-f", ROOT / "stryker-config.json", "-O", WORK]
    # Where there is a solution, Stryker mutates every project of it: it starts in the tests' own folder.
    running = subprocess.Popen(command, cwd=ROOT / "test/Auditor.Engine.Tests", env={**os.environ, "AUDITOR_MUTANTS": "list"}, stdout=subprocess.DEVNULL)
    ended = threading.Event()
    watcher = threading.Thread(target=keep_mutated, args=(ended,))
    watcher.start()
    running.wait()
    ended.set()
    watcher.join()


def keep_mutated(ended):
    """Stryker puts the assembly as it was back when it ends."""
    while not ended.wait(0.5):
        try:
            unchanged, there = (BUILT / f"{ENGINE}.stryker-unchanged").read_bytes(), (BUILT / ENGINE).read_bytes()
        except OSError:
            continue
        if there != unchanged:
            (WORK / ENGINE).write_bytes(there)


class Runs:
    """The tests of the engine with one mutant after the other."""

    def __init__(self, requests):
        self.requests = requests
        environment = {name: value for name, value in os.environ.items() if name != "AUDITOR_MUTANTS"}
        subprocess.run(["dotnet", "build", "test/Auditor.Engine.Tests", "-v", "q", "-p:RunAnalyzers=false", "--disable-build-servers"], cwd=ROOT, check=True, env=environment)
        self.folder = WORK / "bin"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(BUILT, self.folder)
        shutil.copy2(WORK / ENGINE, self.folder / ENGINE)
        if failed := self.failure(-1):
            raise SystemExit(f"without a mutant the tests fail: {failed}")
        self.reached = self.reached_mutants()

    def status(self, mutant):
        """Killed, Survived or NoCoverage, and the test that killed it."""
        if failed := self.failure(mutant):
            return "Killed", failed
        return "Survived" if mutant in self.reached else "NoCoverage", None

    def failure(self, mutant):
        """The first test that fails with this mutant; none has the number -1."""
        return self.failure_of(mutant, QUICK) or self.failure_of(mutant, SLOW)

    def failure_of(self, mutant, tests):
        with tempfile.TemporaryDirectory(dir=WORK) as folder:
            results = pathlib.Path(folder) / "results.json"
            try:
                code = self.run([*tests, "-stopOnFail", "-result-ctrf", results], STRYKER_MUTANT_ID_CONTROL_VAR="AUDITOR_MUTANT", AUDITOR_MUTANT=str(mutant))
            except subprocess.TimeoutExpired:
                return "the tests do not end"
            if code == 0:
                return None
            if not results.exists():
                return "the tests break off or do not end"
            # Names of tests show the text that they are about, control characters too.
            told = json.loads(results.read_text(encoding="utf-8"), strict=False)
            failed = [test["name"] for test in told["results"]["tests"] if test["status"] == "failed"]
            return failed[0] if failed else "the tests break off"

    def reached_mutants(self):
        """What the tests reach, as the assembly itself counts it."""
        with tempfile.TemporaryDirectory(dir=WORK) as folder:
            for tests in (QUICK, SLOW):
                self.run(tests, STRYKER_COVERAGE_FILE="reached.txt", TMPDIR=folder)
            text = ";".join(file.read_text(encoding="utf-8") for file in pathlib.Path(folder).glob("reached*"))
        return {int(number) for number in text.replace(";", ",").split(",") if number.strip()}

    def run(self, options, **environment):
        command = [self.folder / "Auditor.Engine.Tests", "-noColor", "-noLogo", *options]
        fixed = {"AUDITOR_PROPERTY_RUNS": str(self.requests), "AUDITOR_EVIDENCE": "", "DOTNET_GCHeapHardLimit": HEAP, "DOTNET_DbgEnableMiniDump": "0"}
        return subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=WALL_SECONDS,
                              preexec_fn=limit, env={**os.environ, **fixed, **environment}).returncode


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
