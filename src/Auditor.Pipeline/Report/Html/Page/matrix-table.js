// The table itself: a row for who can do the same, a cell for each task or action, and the keys that go through it.
function matrixTable(rows, isForPrint) {
  const heads = columns();
  const table = element('table', { class: 'matrix' },
    element('caption', {}, matrix.mode === 'tasks' ? 'Principals and what they can do' : 'Principals and the 34 actions of Billing Conductor'),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: 'corner' }, 'Principal'),
      heads.map(head => element('th', { scope: 'col', title: head.hint }, element('span', {}, plain(head.title)))))));
  let account, body;
  for (const row of rows) {
    if (!body || (!matrix.grouped && account !== P.account[row.p])) {
      account = P.account[row.p];
      body = element('tbody');
      if (!matrix.grouped)
        body.append(element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: String(heads.length + 1) }, element('div', {}, accountWords(row.p)))));
      table.append(body);
    }
    body.append(element('tr', {}, matrixName(row, isForPrint), heads.map((head, index) => matrixCell(row.p, head, index, isForPrint))));
  }
  const first = table.querySelector('td button');
  if (first)
    first.tabIndex = 0;
  table.addEventListener('keydown', moveInMatrix);
  return table;
}

function accountWords(p) {
  const id = accountOf(p);
  const path = unitPath(text(D.accounts.unit[P.account[p]]));
  return [isPayerKnown && isInPayer(p) && element('span', { class: 'chip payer' }, 'payer'), foreign(accountName(id) || id), ' ', element('small', {}, accountName(id) ? id : '', path && [' · ', foreign(path)])];
}

function matrixName(row, isForPrint) {
  const { p, members } = row;
  const profiles = profilesOf(p);
  return element('th', { scope: 'row' }, element('div', { class: 'who' },
    isForPrint ? foreign(nameOf(p)) : principalLink(p),
    members.length > 1 && element('b', { class: 'share' }, ` and ${number(members.length - 1)} more share this verdict`),
    element('small', {}, kindOf(p), isAdministrator(p) && ', administrator',
      matrix.grouped && [' · ', members.length > 1 ? count(new Set(members.map(member => P.account[member])).size, 'account') : accountOf(p)],
      profiles.length > 0 && [' · should: ', foreign(profiles.join(', '))]),
    members.length > 1 && !isForPrint && memberList(members)));
}

function memberList(members) {
  const list = element('details', {}, element('summary', {}, 'Who'));
  list.addEventListener('toggle', () => list.querySelector('ul') || list.append(element('ul', {},
    members.slice(0, 200).map(member => element('li', {}, principalLink(member), ' ', element('small', {}, accountOf(member)))),
    members.length > 200 && element('li', {}, `and ${number(members.length - 200)} more: search, or turn equal rows off`))));
  return list;
}

function matrixCell(p, head, index, isForPrint) {
  const { verdict, assigned } = head.answer(p);
  const words = `${nameOf(p)}: ${head.title}: ${verdict === 'nothing' ? 'not asked' : verdict === 'denied' ? 'assigned, denied' : WORDS[verdict]}${assigned && verdict !== 'denied' ? ', assigned' : ''}`;
  const face = [element('span', { 'aria-hidden': 'true' }, SYMBOLS[verdict]), element('span', { class: 'word' }, WORDS[verdict])];
  if (isForPrint || verdict === 'nothing')
    return element('td', { class: 'v ' + verdict }, face);
  return element('td', { class: `v ${verdict}${assigned ? ' assigned' : ''}` }, element('button', {
    type: 'button', tabindex: '-1', 'aria-label': plain(words), title: plain(words), 'data-column': String(index),
    onclick: () => go(principalHash(p, typeof head.key === 'number' ? D.tasks[head.key][0] : head.key)),
  }, face));
}

// Arrow keys move between cells; Tab leaves the table.
function moveInMatrix(event) {
  const button = event.target.closest('td button');
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!button || !steps)
    return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll('tbody tr:not(.group)')];
  const row = button.closest('tr');
  const to = steps[0] === 0
    ? (steps[1] > 0 ? following(row, button) : preceding(row, button))
    : rows[rows.indexOf(row) + steps[0]]?.querySelector(`[data-column="${button.dataset.column}"]`);
  if (to) {
    button.tabIndex = -1;
    to.tabIndex = 0;
    leaveRoomForHeads(event.currentTarget);
    to.focus({ preventScroll: true });
    // A browser leaves what is partly in sight where it is.
    to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

// The head and the first column stay where they are: what gets the focus must not be scrolled under them.
function leaveRoomForHeads(table) {
  const corner = table.querySelector('.corner');
  table.closest('.scroll').style.scrollPadding = `${corner.offsetHeight}px 0 0 ${corner.offsetWidth}px`;
}

function following(row, button) {
  const cells = [...row.querySelectorAll('td button')];
  return cells[cells.indexOf(button) + 1];
}

function preceding(row, button) {
  const cells = [...row.querySelectorAll('td button')];
  return cells[cells.indexOf(button) - 1];
}
