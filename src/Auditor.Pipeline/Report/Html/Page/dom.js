// Makes elements. Foreign text enters by textContent only, so that it stays text.
function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false)
      continue;
    if (key === 'class')
      made.className = value;
    else if (key.startsWith('on'))
      made.addEventListener(key.slice(2), value);
    else
      made.setAttribute(key, value === true ? '' : key === 'title' || key === 'aria-label' ? plain(value) : value);
  }
  add(made, children);
  return made;
}

function add(parent, children) {
  for (const child of children.flat(Infinity))
    if (child !== undefined && child !== null && child !== false)
      parent.append(typeof child === 'string' ? plain(child) : child);
}

// A foreign name: it cannot turn the line that it stands in.
function foreign(value, name = 'bdi', style) {
  const made = document.createElement(name);
  made.textContent = plain(value);
  if (name !== 'bdi')
    made.dir = 'auto';
  if (style)
    made.className = style;
  return made;
}

const code = value => foreign(value, 'code');

function show(id, ...children) {
  const body = document.getElementById(id);
  body.replaceChildren();
  add(body, children);
  return body;
}

function copyable(value, label) {
  const block = element('pre', { tabindex: '0', 'aria-label': label });
  block.textContent = plainLines(value);
  const button = element('button', { type: 'button', class: 'copy controls' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(block.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(block);
      button.textContent = 'Selected';
    }
  });
  return element('div', { class: 'copyable' }, block, button);
}

// A statement as written, with the lines that speak of the action marked.
function statement(value, action, line) {
  const lines = outdent(plainLines(value).split('\n'));
  const block = element('pre', { tabindex: '0', class: 'statement', 'aria-label': 'The statement' });
  lines.forEach((content, index) => {
    const row = element('span', { class: 'line' + (action && speaksOf(content, action) ? ' hit' : '') });
    row.append(element('span', { class: 'no', 'aria-hidden': 'true' }, line > 0 ? String(line + index) : ''));
    row.append(content + '\n');
    block.append(row);
  });
  return block;
}

// The first line of a statement begins behind its indent; the others have theirs.
function outdent(lines) {
  const indents = lines.slice(1).filter(line => line.trim()).map(line => line.length - line.trimStart().length);
  const least = indents.length ? Math.min(...indents) : 0;
  return lines.map((line, index) => index === 0 ? line.trimStart() : line.slice(least));
}

function speaksOf(line, action) {
  for (const [, pattern] of line.matchAll(/"([^"\\]*)"/g)) {
    if (!pattern.includes(':') && pattern !== '*')
      continue;
    if (pattern === '*' && !/Action/.test(line))
      continue;
    if (matches(pattern.toLowerCase(), action.toLowerCase()))
      return true;
  }
  return false;
}

// Wildcards without a regular expression, which a hostile pattern could make run for ever.
function matches(pattern, value) {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < value.length) {
    if (at < pattern.length && pattern[at] === '*')
      [star, mark, at] = [at, from, at + 1];
    else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === value[from]))
      [at, from] = [at + 1, from + 1];
    else if (star >= 0)
      [at, mark, from] = [star + 1, mark + 1, mark + 1];
    else
      return false;
  }
  while (pattern[at] === '*')
    at++;
  return at === pattern.length;
}

function badge(severity) {
  return element('span', { class: 'sev ' + severity }, severity);
}

function select(label, options, onchange) {
  const list = element('select', { onchange: event => onchange(event.target.value) }, options.map(([value, words, disabled]) => element('option', { value, disabled }, plain(words))));
  return element('label', { class: 'field' }, element('span', {}, label), list);
}

function search(label, oninput) {
  let waiting;
  const input = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => oninput(input.value), 120);
  });
  return element('label', { class: 'field wide' }, element('span', {}, label), input);
}

// With the file's own address: a link that only says what follows the # sign is taken for a way to a place on the page.
const HERE = location.href.split('#')[0];
const link = (hash, ...children) => element('a', { href: HERE + hash }, ...children);
const findingLink = (id, ...children) => link('#finding=' + encodeURIComponent(id), ...children);
const principalHash = (p, action) => `#principal=${encodeURIComponent(arnOf(p))}${action ? '&action=' + encodeURIComponent(action) : ''}`;
const principalLink = (p, ...children) => link(principalHash(p), ...(children.length ? children : [foreign(nameOf(p))]));
const referenceLink = reference => typeof reference === 'number' ? principalLink(reference) : foreign(nameOfReference(reference));
