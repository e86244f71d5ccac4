// Everything that could not be read, and what the configuration's author should know.
const GAPS = {
  accountUnread: 'An account could not be read', policyUnreadable: 'A policy could not be read', scpUnreadable: 'An organization policy could not be read',
  fileUnreadable: 'A file could not be read', truncated: 'A list is cut off', simulationUnanswered: 'AWS’s simulator did not answer',
};

function drawUnread() {
  const { gaps, gapsAll, notes, notesAll } = D.head;
  show('unread-body',
    gapsAll === 0 ? element('p', {}, 'Nothing that was looked for is missing.') : element('div', { class: 'scroll', role: 'region', 'aria-label': 'Gaps', tabindex: '0' }, element('table', { class: 'gaps' },
      element('caption', {}, count(gapsAll, 'gap')),
      element('thead', {}, element('tr', {}, ['What', 'Account', 'Where', 'Why', 'Missing permission'].map(words => element('th', { scope: 'col' }, words)))),
      element('tbody', {}, gaps.map(([kind, account, what, file, line, permission, error]) => element('tr', {},
        element('th', { scope: 'row' }, GAPS[text(kind)] ?? text(kind), text(what) !== text(account) && [': ', foreign(text(what))]),
        element('td', {}, account > 0 && [code(text(account)), ' ', foreign(accountName(text(account)))]),
        element('td', {}, file > 0 && [foreign(text(file)), line > 0 && `, line ${line}`]),
        element('td', {}, foreign(text(error))), element('td', {}, permission > 0 && code(text(permission)))))))),
    gapsAll > gaps.length && element('p', {}, `and ${number(gapsAll - gaps.length)} more: the JSON report has them all`),
    notes.length > 0 && [element('h3', {}, 'Notes'), element('ul', { class: 'notes' }, notes.map(note => element('li', {}, foreign(note))))],
    notesAll > notes.length && element('p', {}, `and ${number(notesAll - notes.length)} more notes in the JSON report`),
    D.head.expiring.length > 0 && [element('h3', {}, 'Suppressions that end soon'), element('ul', {}, D.head.expiring.map(one => element('li', {}, one.expires, ': ', foreign(one.reason), ', ', foreign(one.owner), ' (',
      one.findings.slice(0, 10).map((id, index) => [index > 0 && ', ', findingLink(id, id)]), ')')))]);
}
