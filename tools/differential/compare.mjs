// Compares the Auditor's decisions with the public simulator's; see README.md. Exit 1 if a difference is unexplained.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawRequest } from './generate.mjs';
import { explain } from './explain.mjs';
import { ruleOf } from './explained.mjs';
import { single } from './layers.mjs';
import { askOurs, Oracle } from './processes.mjs';
import { shrink } from './shrink.mjs';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20000' },
    input: { type: 'string' },
    command: { type: 'string', default: 'dotnet run --project src/Auditor.Cli -c Release --' },
    module: { type: 'string' },
    output: { type: 'string', default: join(import.meta.dirname, 'unexplained.json') },
    shrink: { type: 'string', default: '20' },
    summary: { type: 'string' },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});

const oracle = new Oracle(options.module, Number(options.processes));
const askOracle = list => oracle.ask(list);
const severity = ['allowed', 'implicitDeny', 'explicitDeny'];

const requests = options.input === undefined
  ? Array.from({ length: Number(options.count) }, (_, number) => drawRequest(Number(options.seed), number))
  : (await readFile(options.input, 'utf8')).split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line));

const [ours, theirs] = await Promise.all([askOurs(options.command, requests), askOracle(requests)]);
if (ours.length !== requests.length || theirs.length !== requests.length) throw new Error(`${requests.length} requests, ${ours.length} answers of ours, ${theirs.length} of the simulator's`);

const tally = new Map();
const differences = [];
const failures = [];
requests.forEach((request, i) => {
  const failure = ours[i].Error?.Message ?? theirs[i].Error ?? inconsistency(request, ours[i]);
  if (failure !== undefined) {
    failures.push({ by: ours[i].Error ? 'ours' : theirs[i].Error ? 'simulator' : 'ours, inconsistent', message: failure, request });
    return;
  }
  const decisions = ourDecisions(ours[i]);
  theirs[i].Decisions.forEach(({ Action: action, Resource: resource, Decision: theirs }, n) => {
    const pair = `${decisions[n]} ${theirs}`;
    tally.set(pair, (tally.get(pair) ?? 0) + 1);
    if (decisions[n] !== theirs) differences.push({ request: single(request, action, resource), ours: decisions[n], oracle: theirs });
  });
});

const explanations = await explain(differences, askOracle);
const unexplained = differences.filter((_, i) => explanations[i] === null);
await report();
await oracle.close();
process.exitCode = unexplained.length + failures.length > 0 ? 1 : 0;

/** One decision for each action and resource, in the request's order. */
function ourDecisions(answer) {
  return answer.EvaluationResults.flatMap(result => result.ResourceSpecificResults?.map(one => one.EvalResourceDecision) ?? [result.EvalDecision]);
}

/** What of our answer contradicts itself or the request. */
function inconsistency(request, answer) {
  if (answer.Id !== request.Id || answer.EvaluationResults.length !== request.ActionNames.length) return 'wrong Id or number of results';
  for (const result of answer.EvaluationResults) {
    const each = result.ResourceSpecificResults;
    if ((each?.length ?? 0) !== (request.ResourceArns?.length ?? 0)) return 'wrong number of resource results';
    const worst = severity[Math.max(...(each ?? []).map(one => severity.indexOf(one.EvalResourceDecision)))];
    if (each && result.EvalDecision !== worst) return `EvalDecision ${result.EvalDecision}, worst resource ${worst}`;
  }
  return undefined;
}

async function report() {
  const total = [...tally.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${requests.length} requests, ${total} decisions compared, ${differences.length} differ`);
  for (const [who, column] of [['ours', 0], ['simulator', 1]]) {
    console.log(`  ${who.padEnd(10)}` + severity.map(decision => ` ${decision} ${[...tally].filter(([pair]) => pair.split(' ')[column] === decision).reduce((sum, [, count]) => sum + count, 0)}`).join(','));
  }
  const groups = new Map();
  differences.forEach((difference, i) => {
    const name = explanations[i]?.map(kind => `${kind} (${ruleOf(kind)})`).join(' + ') ?? 'UNEXPLAINED';
    const group = groups.get(name) ?? new Map();
    const pair = `ours ${difference.ours}, simulator ${difference.oracle}`;
    groups.set(name, group.set(pair, (group.get(pair) ?? 0) + 1));
  });
  for (const [name, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`  ${name}: ${[...group.values()].reduce((a, b) => a + b, 0)}`);
    for (const [pair, count] of group) console.log(`      ${count} ${pair}`);
  }
  if (options.summary !== undefined) await writeFile(options.summary, JSON.stringify(summary(total, groups)) + '\n');
  for (const what of new Set(failures.map(one => `${one.by}: ${one.message}`))) {
    const alike = failures.filter(one => `${one.by}: ${one.message}` === what);
    console.log(`  FAILED ${alike.length} ${what} (first ${alike[0].request.Id})`);
  }
  if (unexplained.length + failures.length === 0) return;
  const first = await shrunk(unexplained.slice(0, Number(options.shrink)));
  const written = unexplained.map((difference, i) => ({ ...difference, request: first[i] ?? difference.request }));
  await writeFile(options.output, JSON.stringify([...written, ...failures], null, 1) + '\n');
  console.log(`${unexplained.length} unexplained and ${failures.length} failed: ${options.output}`);
}

/** The counts, for tools/evidence. */
function summary(total, groups) {
  const counts = [...groups].map(([name, group]) => [name, [...group.values()].reduce((a, b) => a + b, 0)]);
  return {
    seed: Number(options.seed), requests: requests.length, decisions: total, differ: differences.length, unexplained: unexplained.length, failures: failures.length,
    explained: Object.fromEntries(counts.filter(([name]) => name !== 'UNEXPLAINED')),
  };
}

/** Smaller requests, with the same two decisions and still unexplained. */
function shrunk(list) {
  return shrink(list.map(one => one.request), async candidates => {
    const requested = candidates.map(candidate => candidate.request);
    const [first, second] = await Promise.all([askOurs(options.command, requested), askOracle(requested)]);
    const differ = candidates.map(({ number }, i) => !first[i].Error && ourDecisions(first[i])[0] === list[number].ours && second[i].Decisions?.[0].Decision === list[number].oracle);
    // Of each, the first few that differ are looked at more closely.
    const seen = new Map();
    const closer = candidates.map((_, i) => i).filter(i => {
      const count = (seen.get(candidates[i].number) ?? 0) + differ[i];
      seen.set(candidates[i].number, count);
      return differ[i] && count <= 4;
    });
    const kinds = await explain(closer.map(i => ({ request: requested[i], ours: list[candidates[i].number].ours })), askOracle);
    const open = new Set(closer.filter((_, n) => kinds[n] === null));
    return candidates.map((_, i) => open.has(i));
  });
}
