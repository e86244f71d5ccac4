// Draws the page: what stands in the file already is read at once, the rest follows.
function drawCuts() {
  const { shown } = D;
  const words = [
    shown.principals < shown.principalsListed && `${number(shown.principals)} of ${count(shown.principalsListed, 'listed principal')}`,
    shown.findings < shown.findingsAll && `${number(shown.findings)} of ${count(shown.findingsAll, 'finding')}`,
    shown.details < shown.findings && `details of ${number(shown.details)} of ${count(shown.findingsAll, 'finding')}`,
    shown.laddersCut && `${count(shown.ladders, 'decision ladder')}, of those that matter most; elsewhere the command that prints it`,
  ].filter(Boolean);
  const cuts = document.getElementById('cuts');
  cuts.hidden = words.length === 0;
  cuts.textContent = `To stay small, this page holds ${words.join('; ')}. The counts are of the whole report, and the JSON report has everything.`;
}

// The names on the first screen lead to what they can do.
function linkNames() {
  for (const [id, who] of [['card-money', D.who.money], ['card-margins', D.who.margins]]) {
    const card = document.getElementById(id);
    [...card.querySelectorAll('.names li')].forEach((item, index) => who.can[index] >= 0 && item.replaceChildren(principalLink(who.can[index])));
    if (who.can.length + who.conditional.length + who.unknown.length > 0)
      card.append(wholeList(who));
  }
}

function linkWorst() {
  for (const item of document.querySelectorAll('[data-finding]'))
    item.replaceChildren(findingLink(item.dataset.finding, element('bdi', {}, item.textContent)));
}

function wholeList(who) {
  const list = element('details', { class: 'whole controls' }, element('summary', {}, 'Everybody'));
  list.addEventListener('toggle', () => list.querySelector('ul') || list.append(...[['can', ''], ['conditional', 'on conditions: '], ['unknown', 'unknown: ']].filter(([key]) => who[key].length > 0).map(([key, words]) =>
    element('ul', {}, words && element('li', {}, element('b', {}, words)), who[key].filter(p => p >= 0).slice(0, 300).map(p => element('li', {}, principalLink(p))), who[key].length > 300 && element('li', {}, `and ${number(who[key].length - 300)} more`)))));
  return list;
}

// Long lists that must not keep the first screen from being seen.
function drawLater(...draws) {
  const next = () => {
    const draw = draws.shift();
    if (!draw)
      return document.documentElement.setAttribute('data-drawn', 'true');
    draw();
    setTimeout(next);
  };
  setTimeout(next);
}

// Without a script these parts are empty, and nothing leads to them.
for (const id of ['access', 'organization', 'trend', 'unread'])
  document.getElementById(id).hidden = document.querySelector(`nav a[href="#${id}"]`).parentElement.hidden = false;
drawCuts();
linkNames();
linkWorst();
drawFindings();
addEventListener('hashchange', route);
drawLater(drawMatrix, drawOrganization, drawTrend, drawUnread, route);
