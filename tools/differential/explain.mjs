// Says which kinds of explained.mjs account for a difference.
//
// First each statement is asked about alone: can its elements that a kind names, and they only, decide whether it applies? Then the whole request
// is asked about with some of those statements turned round. If the simulator then gives our decision, the kinds of the turned statements explain
// the difference; a difference that lies elsewhere stays unexplained.
import { contextOf, isAbout } from './features.mjs';
import { kinds } from './explained.mjs';

const mostElements = 6;
const mostStatements = 8;

/** The same request with one action, one resource and its documents as objects. */
export function single(request, action, resource) {
  const copy = structuredClone(request);
  copy.Id = `${request.Id} ${action} ${resource}`;
  copy.ActionNames = [action];
  if (resource === '*') delete copy.ResourceArns;
  else copy.ResourceArns = [resource];
  for (const documents of documentLists(copy)) {
    documents.forEach((document, i) => {
      if (typeof document === 'string') documents[i] = JSON.parse(document);
      if (!Array.isArray(documents[i].Statement)) documents[i].Statement = [documents[i].Statement];
    });
  }
  return copy;
}

/** The lists of documents of a request, one a layer. */
export function documentLists(request) {
  const levels = request.OrderedOrganizationPolicyInputList ?? [];
  return [request.PolicyInputList, request.PermissionsBoundaryPolicyInputList ?? [], ...levels.map(level => level.ServiceControlPolicyInputList)];
}

/** Explains differences: [{ request (from `single`), ours }] gives a list of the kinds that account for each, or null. */
export async function explain(differences, askOracle) {
  const doubtful = await doubtfulStatements(differences, askOracle);
  const found = differences.map(() => null);
  for (let size = 1; size <= mostStatements; size++) {
    const variants = [];
    differences.forEach(({ request }, number) => {
      if (found[number] !== null) return;
      for (const turned of subsets(doubtful[number], size)) variants.push({ number, turned, request: withTurned(request, turned) });
    });
    const answers = await askOracle(variants.map(variant => variant.request));
    variants.forEach(({ number, turned }, i) => {
      if (answers[i].Decisions?.[0].Decision === differences[number].ours) found[number] ??= [...new Set(turned.flatMap(one => one.kinds))].sort();
    });
  }
  return found;
}

/** For each difference the statements that kinds can turn round: { layer, policy, index, applies (as turned), kinds }. */
async function doubtfulStatements(differences, askOracle) {
  const questions = [];
  differences.forEach(({ request }, number) => documentLists(request).forEach((documents, layer) => documents.forEach((document, policy) => document.Statement.forEach((statement, index) => {
    const elements = elementsOf(request, document, statement);
    if (elements.length === 0) return;
    const place = { number, layer, policy, index };
    questions.push({ place, kinds: [], request: alone(request, layer, document, statement) });
    for (let size = 1; size <= elements.length; size++) {
      for (const forced of assignments(elements, size)) questions.push({ place, kinds: forced.map(one => one.kind), request: alone(request, layer, document, withForced(statement, forced)) });
    }
  }))));
  const answers = await askOracle(questions.map(question => question.request));
  const result = differences.map(() => []);
  let asIs;
  questions.forEach(({ place, kinds: names }, i) => {
    const applies = answers[i].Decisions?.[0].Decision === 'allowed';
    if (names.length === 0) asIs = applies;
    else if (applies !== asIs && result[place.number].at(-1)?.place !== place) result[place.number].push({ place, ...place, applies, kinds: names });
  });
  return result.map(list => list.slice(0, mostStatements));
}

/** The elements of a statement that a kind names, each with the first such kind. */
function elementsOf(request, document, statement) {
  if (!isAbout(statement, request.ActionNames[0])) return [];
  const scene = { context: contextOf(request), version: document.Version, resource: request.ResourceArns?.[0] ?? '*' };
  const elements = new Map();
  for (const { kind, find } of kinds) {
    for (const part of find(statement, scene)) {
      const name = part.element === 'Condition' ? `${part.operator}/${part.key}` : `${part.element}/${part.index}`;
      if (!elements.has(name)) elements.set(name, { kind, part });
    }
  }
  return [...elements.values()].slice(0, mostElements);
}

/** A request that is allowed if and only if the statement applies. */
function alone(request, layer, document, statement) {
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const documents = [{ ...document, Statement: [{ ...statement, Effect: 'Allow' }] }];
  const { PermissionsBoundaryPolicyInputList: _, OrderedOrganizationPolicyInputList: __, ...rest } = request;
  if (layer === 0) return { ...rest, PolicyInputList: documents };
  if (layer === 1) return { ...rest, PolicyInputList: [all], PermissionsBoundaryPolicyInputList: documents };
  return { ...rest, PolicyInputList: [all], OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: documents }] };
}

function withTurned(request, turned) {
  const copy = structuredClone(request);
  const lists = documentLists(copy);
  for (const { layer, policy, index, applies } of turned) {
    const { Effect } = lists[layer][policy].Statement[index];
    lists[layer][policy].Statement[index] = { Effect, Action: applies ? '*' : 'none:None', Resource: '*' };
  }
  return copy;
}

function withForced(statement, forced) {
  const copy = structuredClone(statement);
  for (const { part, holds } of forced) {
    if (part.element === 'Condition') {
      delete copy.Condition[part.operator]?.[part.key];
      if (!holds) copy.Condition.Null = { ...copy.Condition.Null, 'differential:never': 'false' };
    } else {
      const entries = [copy[part.element]].flat();
      entries[part.index] = holds ? '*' : part.element.endsWith('Action') ? 'none:None' : 'arn:aws:none:none:none:none';
      copy[part.element] = entries;
    }
  }
  return copy;
}

function* subsets(list, size, from = 0) {
  if (size === 0) yield [];
  else for (let i = from; i <= list.length - size; i++) for (const rest of subsets(list, size - 1, i + 1)) yield [list[i], ...rest];
}

/** Every choice of `size` elements with each forced to hold or not to hold. */
function* assignments(elements, size) {
  for (const chosen of subsets(elements, size)) {
    for (let bits = 0; bits < 1 << size; bits++) yield chosen.map((element, i) => ({ ...element, holds: (bits >> i & 1) === 1 }));
  }
}
