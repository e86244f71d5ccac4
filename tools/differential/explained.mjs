// Where the simulator and AWS's documentation part, told by features of the request alone.
//
// `find` names the elements of a statement on which the two may disagree. A difference is explained only if the simulator gives our decision
// once nothing but such elements are forced to hold or not to hold (see explain.mjs); so a kind cannot hide a difference elsewhere. Rules about how
// layers combine stand in readings.mjs.
//
// `rule` is the number in docs/evaluation.md.
import { negates, statementParts, unresolvable, variables } from './features.mjs';
import { readings } from './readings.mjs';

export const kinds = [
  {
    kind: 'variables-before-2012',
    rule: 'E15',
    says: 'A document of 2008 or without Version has no policy variables: `${…}` is text. The simulator resolves them.',
    find: (statement, scene) => (scene.version === '2012-10-17' ? [] : statementParts(statement).filter(part => part.text.includes('${'))),
  },
  {
    kind: 'unresolved-variable',
    rule: 'E27',
    says: 'A variable without a value: negated operators match, NotResource excludes nothing. The simulator lets the statement not apply.',
    find: (statement, scene) => statementParts(statement).filter(part =>
      (part.element === 'NotResource' || (part.element === 'Condition' && negates(part.operator))) && unresolvable(part.text, scene.context)),
  },
  {
    kind: 'variable-scope',
    rule: 'E25, E26',
    says: '`${*}`, `${?}` and `${$}` are escapes in every String operator, variables stand in any part of an ARN condition, Bool takes none. The simulator: no escapes in StringEquals, ARN conditions in the sixth part only; Bool takes them.',
    find: statement => statementParts(statement).filter(part =>
      part.element === 'Condition' && ((/^(ForA(ll|ny)Values?:)?String(Not)?Equals/i.test(part.operator) && /\$\{[*?$]\}/.test(part.text)) || (/Arn(Not)?(Like|Equals)/i.test(part.operator) && part.text.replace(/^(([^:$]*:){5}).*$/s, '$1').includes('${')) || (/Bool(IfExists)?$/i.test(part.operator) && variables(part.text).length > 0))),
  },
  {
    kind: 'resource-type-part',
    rule: 'E20',
    says: 'Wildcards and variables stand anywhere in an ARN\'s sixth part. The simulator wants its first piece (before `/` or `:`) exact if a `/` or `:` follows, but for S3.',
    find: statement => resourceParts(statement).filter(part => {
      const pieces = part.text.split(':');
      return pieces.length >= 6 && /^[^/:]*?[*?$][^/:]*[/:]/.test(pieces.slice(5).join(':'));
    }),
  },
  {
    kind: 'short-arn',
    rule: 'E22, E24',
    says: 'A pattern of fewer than six parts, or for the resource `*`: compared from its first character, completed in identity policies and boundaries. The simulator ignores the first part, lets a short NotResource cover everything and a short Resource of an SCP nothing unless it ends in `*`.',
    find: (statement, scene) => resourceParts(statement).filter(part => part.text !== '*' && (scene.resource === '*' || !/^arn:/i.test(part.text) || part.text.split(':').length < 6)),
  },
  {
    kind: 'service-wildcard',
    rule: 'E18',
    says: 'Wildcards before the colon of an action are compared as text like any other. The simulator never lets them match.',
    find: statement => statementParts(statement).filter(part => /^(Not)?Action$/.test(part.element) && /^[^:]*[*?][^:]*:/.test(part.text)),
  },
  {
    kind: 'empty-values',
    rule: 'E42',
    says: 'An empty value, or no value, is a null set: ForAllValues holds, ForAnyValue does not, Null says it is missing. The simulator compares the empty text.',
    find: (statement, scene) => statementParts(statement).filter(part =>
      part.element === 'Condition' && /^(ForA|Null)/i.test(part.operator) && (scene.context.get(part.key.toLowerCase())?.values ?? ['x']).every(value => value === '')),
  },
  {
    kind: 'any-value-if-exists',
    rule: 'E39',
    says: 'IfExists holds for every operator if the key is missing. The simulator lets ForAnyValue:…IfExists fail.',
    find: (statement, scene) => statementParts(statement).filter(part =>
      part.element === 'Condition' && /^ForAnyValue:.*IfExists$/i.test(part.operator) && (scene.context.get(part.key.toLowerCase())?.values ?? []).length === 0),
  },
  {
    kind: 'literals',
    rule: 'E32 to E35',
    says: 'The simulator reads whole numbers as milliseconds and never as years, `us-east-1` as a date, no IPv4 from `0.0.0.0/0`, an address without prefix as text, base64 as text, and the leading digits of what is no number.',
    find: (statement, scene) => statementParts(statement).filter(part => {
      if (part.element !== 'Condition') return false;
      const texts = [part.text, ...(scene.context.get(part.key.toLowerCase())?.values ?? [])];
      if (/Date/i.test(part.operator)) return texts.some(text => !/^\d{4}-\d{2}/.test(text));
      if (/IpAddress/i.test(part.operator)) return part.text === '0.0.0.0/0' || /\/.*\D/.test(part.text) || (!part.text.includes('/') && texts.some(text => text.includes(':')));
      if (/Binary/i.test(part.operator)) return texts.some(text => Buffer.from(text, 'base64').toString('base64') !== text);
      return /Numeric/i.test(part.operator) && texts.some(text => /^\s*[+-]?[.\d]/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text));
    }),
  },
];

/** The rule of docs/evaluation.md that says what AWS documents. */
export const ruleOf = name => [...kinds, ...readings].find(one => one.kind === name).rule;

const resourceParts = statement => statementParts(statement).filter(part => /^(Not)?Resource$/.test(part.element));
