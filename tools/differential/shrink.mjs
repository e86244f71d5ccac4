// Makes requests that show a difference smaller, as long as they show it.
import { documentLists } from './explain.mjs';

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
    change(copy, documentLists(copy));
    return copy;
  };
  if (request.OrderedOrganizationPolicyInputList) {
    yield without(copy => delete copy.OrderedOrganizationPolicyInputList);
    if (request.OrderedOrganizationPolicyInputList.length > 1) for (const i of request.OrderedOrganizationPolicyInputList.keys()) yield without(copy => copy.OrderedOrganizationPolicyInputList.splice(i, 1));
  }
  if (request.PermissionsBoundaryPolicyInputList) yield without(copy => delete copy.PermissionsBoundaryPolicyInputList);
  const lists = documentLists(request);
  for (const [l, documents] of lists.entries()) {
    if (documents.length > 1) for (const d of documents.keys()) yield without((_, copies) => copies[l].splice(d, 1));
    for (const [d, document] of documents.entries()) {
      if (document.Statement.length > 1) for (const s of document.Statement.keys()) yield without((_, copies) => copies[l][d].Statement.splice(s, 1));
    }
  }
  for (const i of (request.ContextEntries ?? []).keys()) yield without(copy => copy.ContextEntries.splice(i, 1));
  if (request.CallerArn) yield without(copy => delete copy.CallerArn);
  for (const [l, documents] of lists.entries()) {
    for (const [d, document] of documents.entries()) {
      for (const [s, statement] of document.Statement.entries()) {
        const change = edit => without((_, copies) => edit(copies[l][d].Statement[s]));
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
      }
    }
  }
}
