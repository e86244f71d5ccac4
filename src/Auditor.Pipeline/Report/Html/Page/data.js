'use strict';
// The data of the page: texts by number, principals in columns. JSON is only parsed, never run.
const D = JSON.parse(document.getElementById('data').textContent);
const P = D.principals;
const VERDICTS = ['none', 'unknown', 'conditional', 'some', 'all'];
const SEVERITIES = ['low', 'medium', 'high'];
const SYMBOLS = { all: '✔', some: '◑', conditional: '◐', unknown: '?', none: '–', denied: '✖', nothing: '·' };
const WORDS = { all: 'all', some: 'some', conditional: 'if…', unknown: 'unknown', none: 'none', denied: 'denied', nothing: '' };
const LAYERS = {
  account: 'Account', serviceControlPolicy: 'Service control policy', resourceControlPolicy: 'Resource control policy',
  permissionsBoundary: 'Permissions boundary', session: 'Session policy', identity: 'Identity policies', resourcePolicy: 'Resource policy',
};
const RUNGS = ['has no say', 'allows', 'depends', 'unreadable', 'does not allow', 'denies'];
const DECISIONS = { allowed: 'allowed', conditional: 'depends on the call (conditional)', unknown: 'unknown', explicitDeny: 'denied (explicitDeny)', implicitDeny: 'denied (implicitDeny)' };
const BILLING = 'billingconductor:';

const text = number => D.texts[number];

// What cannot be seen, or would move or turn the line, is a mark: the same as in every other report.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const UNSEEN_IN_LINES = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const plain = value => value.replace(UNSEEN, '\uFFFD');
const plainLines = value => value.replaceAll('\r\n', '\n').replace(UNSEEN_IN_LINES, '\uFFFD');

const number = value => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const count = (value, noun) => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;

const accountOf = p => D.accounts.id[P.account[p]];
const arnOf = p => text(P.path[p]).replaceAll('\u0001', accountOf(p)) + text(P.name[p]);
const nameOf = p => text(P.set[p]) || text(P.name[p]);
const KINDS = ['role', 'user', 'permission set', "service's own role"];
const kindOf = p => KINDS[P.kind[p]];
const isAdministrator = p => (P.flags[p] & 1) !== 0;
// Where nobody knows the payer, every account may be it.
const isInPayer = p => (P.flags[p] & 6) !== 0;
const isPayerKnown = D.head.snapshot.managementAccount !== null;
const profilesOf = p => D.profiles[P.profiles[p]].map(text);

let numbersByArn;
function findPrincipal(arn) {
  if (!numbersByArn) {
    numbersByArn = new Map();
    for (let p = 0; p < P.name.length; p++)
      numbersByArn.set(arnOf(p), p);
  }
  return numbersByArn.get(arn);
}

function accountName(id) {
  const at = D.accounts.id.indexOf(id);
  if (at >= 0)
    return text(D.accounts.name[at]);
  return D.accountNames[id] ? text(D.accountNames[id][0]) : '';
}

// A principal's tasks: the code is the verdict, 8 for an assigned task, 16 for one that it cannot do.
const answersByRow = new Map();
function answersOf(p) {
  const row = P.answers[p];
  if (!answersByRow.has(row)) {
    const answers = new Map();
    for (let i = 0; i < D.answers[row].length; i += 2)
      answers.set(D.answers[row][i], D.answers[row][i + 1]);
    answersByRow.set(row, answers);
  }
  return answersByRow.get(row);
}

function taskAnswer(p, task) {
  const code = answersOf(p).get(task);
  if (code === undefined)
    return { verdict: D.tasks[task][2] ? 'none' : 'nothing', assigned: false };
  const denied = (code & 16) !== 0;
  return { verdict: denied ? 'denied' : VERDICTS[code & 7], assigned: (code & 8) !== 0 };
}

const accessByClass = new Map();
function accessOf(p) {
  const number = P.class[p];
  if (!accessByClass.has(number)) {
    const access = new Map();
    for (const [verdict, resources, keys, all, actions] of number < 0 ? [] : D.classes[number].slice(2))
      for (const action of actions)
        access.set(text(action), { verdict: VERDICTS[verdict], resources, keys, all });
    accessByClass.set(number, access);
  }
  return accessByClass.get(number);
}

const NO_ANSWER = { verdict: 'none', resources: [], keys: [], all: 0 };

// An action of Billing Conductor stands there by its bare name. Policies of a member account may allow it; the service answers only in the payer.
function actionAnswer(p, action) {
  const bare = action.startsWith(BILLING) ? action.slice(BILLING.length) : action;
  if (isUnusable(p, bare))
    return { ...NO_ANSWER, isUnusable: true };
  return accessOf(p).get(bare) ?? (isAsked(p, bare) ? NO_ANSWER : { ...NO_ANSWER, verdict: 'nothing' });
}

// Of other services the audit asks only about what a principal's assigned tasks need.
const isAsked = (p, bare) => !bare.includes(':') || [...answersOf(p)].some(([task, code]) => (code & 8) !== 0 && D.tasks[task][3].some(need => text(need) === bare));

// An action as the catalogue spells it. Of a pattern, and of what is no action, nobody can say whether somebody can do it.
function actionNamed(asked) {
  const wanted = asked.toLowerCase();
  const known = D.actions.find(([name]) => BILLING + name.toLowerCase() === wanted);
  return known ? BILLING + known[0] : !wanted.startsWith(BILLING) && /^[^:*?\s]+:[^:*?\s]+$/.test(asked) ? asked : undefined;
}

const isUnusable = (p, bare) => !isInPayer(p) && !bare.includes(':');
const usableAnswers = p => [...accessOf(p)].filter(([bare]) => !isUnusable(p, bare)).map(([, answer]) => answer);
const holdsSomething = p => usableAnswers(p).some(answer => answer.verdict !== 'unknown');

let ladderNumbers;
function ladderOf(p, action) {
  if (!ladderNumbers) {
    ladderNumbers = new Map();
    for (let i = 0; i < D.requests.length; i += 3)
      ladderNumbers.set(D.requests[i] + ' ' + text(D.requests[i + 1]), D.ladders[D.requests[i + 2]]);
  }
  return ladderNumbers.get(p + ' ' + action);
}

// Who shares every answer and has a ladder that is here.
function sharerOf(p, action) {
  for (let other = 0; other < P.name.length; other++)
    if (other !== p && P.class[other] === P.class[p] && P.answers[other] === P.answers[p] && isInPayer(other) === isInPayer(p) && ladderOf(other, action))
      return other;
  return undefined;
}

// Puts a principal's own name, ARN and account into words that it shares with others.
function own(words, p) {
  const who = `The ${kindOf(p)} ${nameOf(p)}`;
  return words.replaceAll('\u0001', arnOf(p)).replaceAll('\u0002', who).replaceAll('\u0003', who[0].toLowerCase() + who.slice(1)).replaceAll('\u0004', accountOf(p));
}

const FINDINGS = D.findings.map((row, index) => ({
  id: row[0], rule: text(row[1]), severity: SEVERITIES[row[2]], status: text(row[3]), title: text(row[4]), account: text(row[5]),
  subjectKind: text(row[6]), subject: text(row[7]), principalCount: row[8], principals: row[9], detail: D.details[index],
}));
const arnOfReference = reference => typeof reference === 'number' ? arnOf(reference) : reference;
const accountOfReference = reference => typeof reference === 'number' ? accountOf(reference) : reference.split(':')[4];
const nameOfReference = reference => typeof reference === 'number' ? nameOf(reference) : reference.slice(reference.lastIndexOf('/') + 1);
