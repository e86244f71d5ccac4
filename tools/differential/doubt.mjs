// Which statements of a request the kinds of explained.mjs can turn round: make apply, or not apply.
import { contextOf, isAbout } from './features.mjs';
import { kinds } from './explained.mjs';
import { accountOf, layersOf } from './layers.mjs';
import { subsets } from './subsets.mjs';

const mostElements = 6;

/** For each difference the statements that kinds can turn round: { layer, policy, index, applies (as turned), kinds }. */
export async function doubtfulStatements(differences, askOracle) {
  const places = differences.flatMap(({ request }, number) => placesOf(request).map(place => ({ ...place, request, number })));
  const asIs = await askOracle(places.map(place => alone(place, place.statement)));
  places.forEach((place, i) => (place.asIs = applies(asIs[i])));
  for (let size = 1; size <= mostElements; size++) {
    const questions = places.filter(place => place.kinds === undefined).flatMap(place => [...assignments(place.elements, size)].map(forced => ({ place, forced })));
    const answers = await askOracle(questions.map(({ place, forced }) => alone(place, withForced(place.statement, forced))));
    questions.forEach(({ place, forced }, i) => {
      if (applies(answers[i]) !== place.asIs) place.kinds ??= forced.map(one => one.kind);
    });
  }
  const result = differences.map(() => []);
  for (const { number, layer, policy, index, asIs, kinds: names } of places) if (names) result[number].push({ layer, policy, index, applies: !asIs, kinds: names });
  return result;
}

/** The statements with elements that a kind names. */
function placesOf(request) {
  return layersOf(request).flatMap(({ name, documents, level }, layer) => documents.flatMap((document, policy) => document.Statement.map((statement, index) =>
    ({ name, level, layer, policy, index, document, statement, elements: elementsOf(request, name, document, statement) }))))
    .filter(place => place.elements.length > 0);
}

/** The elements of a statement that a kind names, each with the first such kind. */
function elementsOf(request, layer, document, statement) {
  if (!isAbout(statement, request.ActionNames[0])) return [];
  const scene = { context: contextOf(request), version: document.Version, resource: request.ResourceArns?.[0] ?? '*', layer };
  const elements = new Map();
  for (const { kind, find } of kinds) {
    for (const part of find(statement, scene)) {
      const name = part.element === 'Condition' ? `${part.operator}/${part.key}` : `${part.element}/${part.index}`;
      if (!elements.has(name)) elements.set(name, { kind, part });
    }
  }
  return [...elements.values()].slice(0, mostElements);
}

const applies = answer => answer.Decisions?.[0].Decision === 'explicitDeny';

/** A request that is denied explicitly if and only if the statement applies: everything is allowed, and it is a Deny. */
function alone({ request, name, document }, statement) {
  const open = { Effect: 'Allow', Action: '*', Resource: '*' };
  const all = { Version: '2012-10-17', Statement: [open] };
  // The account as a whole: that a key's or a role's policy must allow by itself, and more it does not say.
  const ownAll = { Version: '2012-10-17', Statement: [{ ...open, Principal: { AWS: accountOf(request.CallerArn) } }] };
  const principal = name === 'resource' ? ownAll.Statement[0] : name === 'rcp' ? { ...open, Principal: '*' } : open;
  const asked = { ...document, Statement: [principal, { ...statement, Effect: 'Deny' }] };
  const { PermissionsBoundaryPolicyInputList: boundary, OrderedOrganizationPolicyInputList: _, SessionPolicyInputList: __, ...rest } = request;
  const question = { ...rest, PolicyInputList: [name === 'identity' ? asked : all], ...(rest.ResourcePolicy && { ResourcePolicy: ownAll }) };
  if (name === 'boundary') question.PermissionsBoundaryPolicyInputList = [asked];
  if (name === 'scp') question.OrderedOrganizationPolicyInputList = [{ ServiceControlPolicyInputList: [asked] }];
  if (name === 'rcp') question.OrderedOrganizationPolicyInputList = [{ ResourceControlPolicyInputList: [asked] }];
  if (name === 'session') question.SessionPolicyInputList = [asked];
  if (name === 'resource') {
    question.ResourcePolicy = asked;
    // A Deny with NotPrincipal knows no exception for a principal with a boundary.
    if (boundary && statement.Effect === 'Deny') question.PermissionsBoundaryPolicyInputList = [all];
  }
  return question;
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

/** Every choice of `size` elements with each forced to hold or not to hold. */
function* assignments(elements, size) {
  for (const chosen of subsets(elements, size)) {
    for (let bits = 0; bits < 1 << size; bits++) yield chosen.map((element, i) => ({ ...element, holds: (bits >> i & 1) === 1 }));
  }
}
