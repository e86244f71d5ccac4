// What can be told about a statement by reading it.
import { accountOf, principalArn } from './layers.mjs';

const list = value => (Array.isArray(value) ? value : [value]);

/** Everything in a statement that is compared: { element, index, text } and, of conditions, { operator, key } too. */
export function statementParts(statement) {
  const parts = [];
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (element in statement) list(statement[element]).forEach((text, index) => parts.push({ element, index, text }));
  }
  for (const [operator, entries] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries(entries)) {
      const texts = list(values).length === 0 ? [''] : list(values);
      texts.forEach((value, index) => parts.push({ element: 'Condition', operator, key, index, text: String(value) }));
    }
  }
  return parts;
}

/** Whether the statement is, or by its wildcards before the colon might be, about the action. */
export function isAbout(statement, action) {
  const patterns = list(statement.Action ?? statement.NotAction);
  if (patterns.some(pattern => /^[^:]*[*?][^:]*:/.test(pattern))) return true;
  const matches = patterns.some(pattern => {
    const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
    return new RegExp(`^${expression}$`, 'i').test(action);
  });
  return matches === 'Action' in statement;
}

export const negates = operator => /Not(Equals|Like|IpAddress)|NotIpAddress/i.test(operator);

/** The bodies of the variables in a text, without the three escapes. */
export const variables = text => [...text.matchAll(/\$\{([^}]*)\}/g)].map(match => match[1]).filter(body => !['*', '?', '$'].includes(body));

/** Whether a variable of the text has neither a single value in the context nor a well-formed default. */
export function unresolvable(text, context) {
  return variables(text).some(body => {
    const [, name, wellFormed] = /^([^,]*)(, '[^']+')?/.exec(body);
    const given = context.get(name.trim().toLowerCase());
    const has = given !== undefined && !given.list && given.values.length === 1 && given.values[0] !== '';
    return body.length !== name.length + (wellFormed ?? '').length || (!has && wellFormed === undefined);
  });
}

/** A request's context by folded key. */
export function contextOf(request) {
  const context = new Map();
  for (const { ContextKeyName: name, ContextKeyValues: values, ContextKeyType: type } of request.ContextEntries ?? []) context.set(name.toLowerCase(), { values, list: type.endsWith('List') });
  for (const [name, value] of [['aws:principalarn', principalArn(request.CallerArn)], ['aws:principalaccount', accountOf(request.CallerArn)]]) {
    if (value !== undefined && !context.has(name)) context.set(name, { values: [value], list: false });
  }
  return context;
}
