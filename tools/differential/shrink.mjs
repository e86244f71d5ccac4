// Makes requests that show a difference smaller, as long as they show it.
import { layersOf } from './layers.mjs';

/** Shrinks all together, to start the simulators once a round. `stillDiffers` takes [{ number, request }] and gives a truth for each. */
export async function shrink(requests, stillDiffers) {
  const smallest = [...requests];
  let open = smallest.map((_, number) => number);
  while (open.length > 0) {
    const candidates = open.flatMap(number => [...smaller(smallest[number])].map(request => ({ number, request })));
    const outcome = await stillDiffers(candidates);
    open = open.filter(number => {
      const next = candidates.findIndex((candidate, i) => candidate.number === number && outcome[i]);
      if (next >= 0) smallest[number] = candidates[next].request;
      return next >= 0;
    });
  }
  return smallest;
}

/** The request with one thing less: big things first. */
function* smaller(request) {
  const without = change => {
    const copy = structuredClone(request);
    change(copy, layersOf(copy));
    return copy;
  };
  const statement = (layer, policy, index, edit) => without((_, copies) => edit(copies[layer].documents[policy].Statement[index]));
  yield* withoutMember(request, without);
  const layers = layersOf(request);
  for (const [l, { documents }] of layers.entries()) {
    if (documents.length > 1) for (const d of documents.keys()) yield without((_, copies) => copies[l].documents.splice(d, 1));
    for (const [d, document] of documents.entries()) {
      if (document.Statement.length > 1) for (const s of document.Statement.keys()) yield without((_, copies) => copies[l].documents[d].Statement.splice(s, 1));
    }
  }
  for (const i of (request.ContextEntries ?? []).keys()) yield without(copy => copy.ContextEntries.splice(i, 1));
  if (request.CallerArn && !request.ResourcePolicy) yield without(copy => delete copy.CallerArn);
  for (const [l, { documents }] of layers.entries()) {
    for (const [d, document] of documents.entries()) {
      for (const [s, one] of document.Statement.entries()) yield* smallerStatement(one, edit => statement(l, d, s, edit));
    }
  }
}

/** Without a whole layer or level. */
function* withoutMember(request, without) {
  const levels = request.OrderedOrganizationPolicyInputList ?? [];
  if (levels.length > 0) yield without(copy => delete copy.OrderedOrganizationPolicyInputList);
  if (levels.length > 1) for (const i of levels.keys()) yield without(copy => copy.OrderedOrganizationPolicyInputList.splice(i, 1));
  for (const [i, level] of levels.entries()) {
    if (Object.keys(level).length > 1) for (const kind of Object.keys(level)) yield without(copy => delete copy.OrderedOrganizationPolicyInputList[i][kind]);
  }
  for (const member of ['PermissionsBoundaryPolicyInputList', 'SessionPolicyInputList', 'ResourcePolicy', 'ResourceOwner']) if (request[member] !== undefined) yield without(copy => delete copy[member]);
}

function* smallerStatement(statement, change) {
  if (statement.Sid) yield change(one => delete one.Sid);
  if (statement.Condition) yield change(one => delete one.Condition);
  for (const operator of Object.keys(statement.Condition ?? {})) {
    if (Object.keys(statement.Condition).length > 1) yield change(one => delete one.Condition[operator]);
    for (const [key, values] of Object.entries(statement.Condition[operator])) {
      if (Array.isArray(values) && values.length > 1) for (const i of values.keys()) yield change(one => one.Condition[operator][key].splice(i, 1));
    }
  }
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    const value = statement[element];
    if (Array.isArray(value) && value.length > 1) for (const i of value.keys()) yield change(one => one[element].splice(i, 1));
    if (value !== undefined && !/^\*?$/.test([value].flat().join('')) && !element.startsWith('Not')) yield change(one => (one[element] = '*'));
  }
  for (const element of ['Principal', 'NotPrincipal']) {
    for (const [type, names] of Object.entries(typeof statement[element] === 'object' ? statement[element] : {})) {
      if (Array.isArray(names) && names.length > 1) for (const i of names.keys()) yield change(one => one[element][type].splice(i, 1));
      if (Object.keys(statement[element]).length > 1) yield change(one => delete one[element][type]);
    }
  }
}
