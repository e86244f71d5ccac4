// Why a principal can or cannot do something, rung by rung, and what would help.
function ladderParts(p, action) {
  const ladder = ladderOf(p, action);
  if (ladder)
    return ladderBody(ladder, p, action);
  const other = actionAnswer(p, action).verdict === 'nothing' ? undefined : sharerOf(p, action);
  return [
    element('p', { class: 'sentence' }, ...verdictSentence(p, action)),
    other !== undefined && element('p', {}, 'The reasons of ', link(principalHash(other, action), foreign(nameOf(other))), ', who has the same verdicts, are on this page.'),
    element('p', {}, 'This ladder is not on the page, which has room for those that matter most.'),
    explainParts(p, action, 'shows it'),
  ];
}

function verdictSentence(p, action) {
  const { verdict, keys, isUnusable } = actionAnswer(p, action);
  if (isUnusable)
    return [foreign(nameOf(p)), ' cannot do this: Billing Conductor answers only in the payer.'];
  if (verdict === 'nothing')
    return ['Whether ', foreign(nameOf(p)), ' can do this was not looked at: none of its assigned tasks needs it.'];
  const words = { all: 'can do this on every resource', some: 'can do this on some resources', none: 'cannot do this', conditional: 'can do this only if the call fits conditions', unknown: 'may or may not do this: something could not be read' };
  return [foreign(nameOf(p)), ' ', words[verdict], '.', keys.length > 0 && [' It depends on ', keys.map((key, index) => [index > 0 && ', ', code(text(key))]), '.']];
}

// The page does not know the files of suppositions, and without them the command would answer for things as they are.
const isSupposed = D.head.supposed.length > 0;
const SUPPOSITIONS = ', with the options --with, --without and --with-scp that this report was made with.';

const explainParts = (p, action, does) => isSupposed
  ? element('p', {}, code('auditor explain'), ` ${does}`, SUPPOSITIONS)
  : [element('p', {}, `This command ${does}:`), copyable(explainCommand(p, action), 'Command')];

const quoted = value => /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

function explainCommand(p, action) {
  const configuration = D.head.configuration ? ` --config ${quoted(D.head.configuration)}` : '';
  const payer = D.head.snapshot.managementAccount && !D.organization ? ` --management-account ${D.head.snapshot.managementAccount}` : '';
  return `auditor explain SNAPSHOT --principal ${quoted(arnOf(p))} --action ${quoted(action)}${configuration}${payer}`;
}

function ladderBody(ladder, p, action) {
  const decision = text(ladder.d);
  return [
    element('p', { class: 'sentence ' + decision }, plain(own(text(ladder.s), p))),
    element('p', { class: 'meta' }, decisionWords(decision), ' for ', code(action), ' on ', code(text(ladder.r)),
      ladder.a > 0 && [' · ', count(ladder.a, 'other resource'), ' with another answer: ', pairs(ladder.o).slice(0, 3).map(([arn, answer], index) => [index > 0 && ', ', `${text(answer)} on `, code(text(arn))])]),
    element('h4', {}, 'From the organization’s root down to the principal'),
    element('ol', { class: 'ladder' }, ladder.g.map(rung => rungRow(rung, p, action))),
    ladder.b.length > 0 && [element('h4', {}, 'In the way, in the order in which to fix it'), blockerList(ladder.b, p)],
    ladder.k.length > 0 && [element('h4', {}, 'Depends on'), element('ul', {}, ladder.k.map(key => element('li', {}, code(text(key)))))],
    ladder.m ? [element('h4', {}, 'What would help'), remedyParts(ladder.m, p)]
      : decision.endsWith('Deny') && element('details', {}, element('summary', {}, 'What would help?'), element('p', {}, 'Here only what a profile asks for is mended.'), explainParts(p, action, 'seeks the smallest change that would allow it')),
    ladder.n.length > 0 && [element('h4', {}, 'Notes'), element('ul', {}, ladder.n.map(note => element('li', {}, plain(own(text(note), p)))))],
  ];
}

const decisionWords = decision => element('span', { class: 'decision ' + decision }, DECISIONS[decision] ?? decision);

function pairs(flat) {
  return flat.flatMap((value, index) => index % 2 === 0 ? [[value, flat[index + 1]]] : []);
}

function rungRow([layer, target, state, reason, statements], p, action) {
  const place = target ? own(text(target), p) : '';
  const name = LAYERS[text(layer)] ?? text(layer);
  return element('li', { class: `rung s${state}` },
    element('p', { class: 'rung-head' }, element('b', {}, name), place && [' at ', placeWords(place)], ' ', element('span', { class: 'state' }, RUNGS[state])),
    element('p', { class: 'reason' }, state === 0 && isNoEffect(text(reason)) && element('b', {}, 'No effect here: '), plain(own(text(reason), p))),
    statements.map(([policy, label, line, certain, deny, words]) => element('div', { class: 'says' },
      element('p', {}, element('span', { class: deny ? 'deny' : 'allow' }, deny ? 'Deny' : 'Allow'), ' in ', policyWords(own(text(policy), p)), ', statement ', code(text(label)),
        line > 0 && `, line ${line}`, !certain && ', perhaps'),
      text(words) && statement(text(words), action, line))));
}

const isNoEffect = reason => reason.includes('never bind') || reason.includes('do not reach');

function placeWords(id) {
  unitPath('');
  const unit = units.get(id);
  return unit ? [foreign(unit.name), ' (', code(id), ')'] : accountName(id) ? [foreign(accountName(id)), ' (', code(id), ')'] : code(id);
}

// An inline policy is named by its holder's ARN and its own name.
function policyWords(id) {
  const space = id.indexOf(' ');
  if (space > 0 && id.startsWith('arn:'))
    return ['inline policy ', code(id.slice(space + 1)), ' of ', foreign(id.slice(id.lastIndexOf('/', space) + 1, space))];
  const policy = (D.organization?.policies ?? []).find(one => one.id === id || id.endsWith('/' + one.id));
  return policy ? [foreign(policy.name), ' (', code(policy.id), ')'] : code(id);
}

function blockerList(blockers, p) {
  const ownWords = p === undefined ? value => value : value => own(value, p);
  return element('ol', { class: 'blockers' }, blockers.map(([layer, explicit, certain, policy, label, line, target]) => element('li', {},
    element('b', {}, LAYERS[text(layer)] ?? text(layer)), target > 0 && [' at ', placeWords(ownWords(text(target)))], ': ',
    explicit ? 'a Deny statement' : text(layer) === 'account' ? 'Billing Conductor answers only in the payer' : 'nothing allows it',
    policy > 0 && [' in ', policyWords(ownWords(text(policy)))], label > 0 && [', statement ', code(text(label))], line > 0 && `, line ${line}`, !certain && ', perhaps')));
}

function remedyParts(remedy, p) {
  if (remedy.none)
    return element('p', { class: 'obstacle' }, 'Nothing that can be proven: ', plain(text(remedy.none)), '.');
  const denies = ['implicitDeny', 'explicitDeny'].includes(text(remedy.after));
  return element('div', { class: 'remedy' },
    element('p', { class: 'proof' }, 'Proven: ', decisionWords(text(remedy.before)), ' → ', decisionWords(text(remedy.after)),
      remedy.edits.length > 1 && `; each of the ${remedy.edits.length} changes is needed`),
    denies ? requestList('Also takes away', remedy.denies, remedy.deniesAll)
      : (remedy.allowsAll > 0 || !remedy.beyond) && requestList('Also newly allows', remedy.allows, remedy.allowsAll),
    remedy.beyond > 0 && element('p', { class: 'also-some' }, 'Also newly allows what else is held of ', code(text(remedy.beyond)), ', of services that the catalogue does not have: look before you apply it.'),
    !denies && remedy.deniesAll > 0 && requestList('Also takes away', remedy.denies, remedy.deniesAll),
    remedy.freesAll > 0 && element('p', {}, 'The same exception is for ', remedy.frees.map((arn, index) => [index > 0 && ', ', code(text(arn))]), remedy.freesAll > remedy.frees.length && ` and ${number(remedy.freesAll - remedy.frees.length)} more`, '.'),
    remedy.sets.map(sentence => element('p', {}, plain(text(sentence)))),
    remedy.edits.map(([words, layer, policy, before, after]) => [
      element('p', { class: 'edit' }, plain(text(words)), ' ', element('small', {}, LAYERS[text(layer)], ' · ', foreign(text(policy)))),
      before > 0 && element('details', {}, element('summary', {}, 'The statement as it is'), statement(text(before), '', 0)),
      after.map(one => copyable(text(one), 'Statement')),
    ]),
    remedy.cli.length > 0 && element('details', {}, element('summary', {}, 'As commands of the AWS CLI'),
      element('p', {}, 'For you to run: this product never changes anything.'), copyable(remedy.cli.map(text).join('\n'), 'Commands')),
    remedy.still.length > 0 && [element('p', {}, 'What may still stand in the way:'), blockerList(remedy.still, p)]);
}

function requestList(title, flat, all) {
  if (all === 0)
    return element('p', { class: 'also-none' }, title + ': nothing.');
  return element('div', { class: 'also-some' }, element('p', {}, title + ', so look before you apply it:'), element('ul', {},
    pairs(flat).map(([action, resource]) => element('li', {}, code(text(action)), ' on ', code(text(resource)))), all * 2 > flat.length && element('li', {}, `and ${number(all - (flat.length / 2))} more`)));
}
