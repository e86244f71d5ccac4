// The panel of a principal: what it can do, task by task and action by action.
function principalPanel(arn, asked) {
  const p = findPrincipal(arn);
  if (p === undefined)
    return unknown('principal', arn);
  const task = D.tasks.findIndex(one => one[0] === asked);
  const action = asked && actionNamed(asked);
  const actions = task >= 0 ? D.tasks[task][3].map(text) : action ? [action] : [];
  return [
    element('p', { class: 'meta' }, kindOf(p), ' · account ', code(accountOf(p)), ' ', foreign(accountName(accountOf(p))), isPayerKnown && isInPayer(p) && ' · payer', isAdministrator(p) && ' · administrator'),
    panelTitle(foreign(nameOf(p)), task >= 0 && [': ', D.tasks[task][1]]),
    element('p', { class: 'meta' }, code(arnOf(p)), profilesOf(p).length > 0 && [' · assigned: ', foreign(profilesOf(p).join(', '))]),
    task >= 0 ? taskWords(p, task) : asked && !action && element('p', { class: 'banner' }, code(asked), /[*?]/.test(asked) ? ' is a pattern: each action that it matches has an answer of its own.' : ' is no action that this version knows.'),
    actions.length > 0 ? actionTabs(p, actions) : principalOverview(p),
    actions.length > 0 && element('p', { class: 'meta' }, link(principalHash(p), 'Everything about ', foreign(nameOf(p)))),
  ];
}

function taskWords(p, task) {
  const { verdict, assigned } = taskAnswer(p, task);
  return element('p', { class: 'sentence' }, element('span', { class: 'v ' + verdict }, `${SYMBOLS[verdict]} ${WORDS[verdict]}`), assigned ? ' Its profile asks for this task.' : ' No profile asks for this task.',
    ` It needs ${count(D.tasks[task][3].length, 'action')}.`);
}

// One action at a time, the one that is worst off first.
function actionTabs(p, actions) {
  const rank = action => ['none', 'unknown', 'conditional', 'some', 'all', 'nothing'].indexOf(actionAnswer(p, action).verdict);
  const first = actions.reduce((worst, action) => rank(action) < rank(worst) ? action : worst);
  const body = element('div', { id: 'ladder', 'aria-live': 'polite' });
  const draw = action => {
    body.replaceChildren();
    add(body, [element('h3', {}, code(action)), ladderParts(p, action)]);
    for (const button of list.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.action === action));
  };
  const list = element('div', { class: 'needs', role: 'group', 'aria-label': 'Actions that it needs' }, actions.length > 1 && actions.map(action => {
    const { verdict } = actionAnswer(p, action);
    return element('button', { type: 'button', 'data-action': action, 'aria-pressed': 'false', onclick: () => draw(action) },
      element('span', { class: 'v ' + verdict, 'aria-hidden': 'true' }, SYMBOLS[verdict]), ' ', action.replace(BILLING, ''), ' ', element('span', { class: 'word' }, WORDS[verdict]));
  }));
  draw(first);
  return [list, body];
}

function principalOverview(p) {
  const concerned = FINDINGS.filter(finding => finding.principals.includes(p));
  return [
    concerned.length > 0 && [element('h3', {}, 'Findings'), element('ul', {}, concerned.slice(0, 30).map(finding => element('li', {}, badge(finding.severity), ' ', findingLink(finding.id, foreign(finding.title)))),
      concerned.length > 30 && element('li', {}, `and ${number(concerned.length - 30)} more`))],
    beyondWords() && element('p', { class: 'meta' }, beyondWords()),
    element('h3', {}, 'Tasks'),
    element('ul', { class: 'tasks' }, usedTasks().map(task => [task, taskAnswer(p, task)]).filter(([, answer]) => answer.verdict !== 'nothing').map(([task, { verdict, assigned }]) =>
      element('li', {}, element('span', { class: 'v ' + verdict }, `${SYMBOLS[verdict]} ${WORDS[verdict]}`), ' ', link(principalHash(p, D.tasks[task][0]), D.tasks[task][1]), assigned && element('small', {}, ' assigned')))),
    element('h3', {}, 'The 34 actions'),
    element('ul', { class: 'tasks' }, D.actions.map(([name]) => [name, actionAnswer(p, name)]).map(([name, answer]) =>
      element('li', {}, element('span', { class: 'v ' + answer.verdict }, `${SYMBOLS[answer.verdict]} ${WORDS[answer.verdict]}`), ' ', link(principalHash(p, BILLING + name), name),
        answer.verdict === 'some' && element('small', {}, ` on ${count(answer.all, 'resource')}`)))),
  ];
}
