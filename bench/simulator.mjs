// Asks the public simulator the questions that `decisions prepare` wrote, in a process of its own:
//   node simulator.mjs MODULE FOLDER SECONDS [ANSWERS]
// MODULE has it in node_modules; FOLDER has questions.json. After SECONDS of warming up all questions are asked once and timed; with ANSWERS the answers
// are written there: one line for each role, one letter for each question (A allowed, D explicitly denied, I implicitly denied).
// Policies are parsed from JSON before, each text once.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [folder, input, seconds, answers] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));
const { runUnsafeSimulation } = require('@cloud-copilot/iam-simulate');
const letters = { Allowed: 'A', ExplicitlyDenied: 'D', ImplicitlyDenied: 'I' };

// The simulator reads the resource `*` as "any resource"; the Auditor matches it as text of one character. So it is asked about another such text.
const oneCharacter = '~';

const { documents, roles } = JSON.parse(readFileSync(join(input, 'questions.json'), 'utf8'));
const named = positions => positions.map(position => ({ name: `policy${position}`, policy: documents[position] }));
const asked = roles.map(role => ({
  principal: role.principal,
  account: role.account,
  context: role.context,
  questions: role.questions.map(([action, resource]) => [action, resource === '*' ? oneCharacter : resource]),
  identity: named(role.identity),
  boundary: role.boundary && named(role.boundary),
  levels: role.levels.map(({ id, policies }) => ({ orgIdentifier: id, policies: named(policies) })),
}));

function decide(role, action, resource) {
  return runUnsafeSimulation({
    identityPolicies: role.identity,
    permissionBoundaryPolicies: role.boundary,
    serviceControlPolicies: role.levels,
    resourceControlPolicies: [],
    request: { principal: role.principal, action, resource: { resource, accountId: role.account }, contextVariables: role.context },
  }, {});
}

const lineOf = role => role.questions.map(([action, resource]) => letters[decide(role, action, resource)] ?? '?').join('');

const spent = since => { const { user, system } = process.cpuUsage(since); return (user + system) / 1e6; };
const warming = process.cpuUsage();
for (let i = 0; spent(warming) < Number(seconds); i = (i + 1) % asked.length) lineOf(asked[i]);

const timed = process.cpuUsage();
const lines = asked.map(lineOf);
const cpu = spent(timed);
const decisions = asked.reduce((sum, role) => sum + role.questions.length, 0);
if (answers) writeFileSync(answers, lines.join('\n') + '\n');
const version = require(join(resolve(folder), 'node_modules/@cloud-copilot/iam-simulate/package.json')).version;
console.log(JSON.stringify({ decisions, perSecond: Math.round(decisions / cpu), seconds: cpu, version, node: process.version }));
