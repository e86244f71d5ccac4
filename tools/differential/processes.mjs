// Runs the two simulators, each in processes of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A command's answers to a file of requests: the parsed JSON lines that it prints; rejects if it fails. */
export async function askOurs(command, requests) {
  if (requests.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'differential-'));
  try {
    const file = join(folder, 'requests.jsonl');
    await writeFile(file, lines(requests));
    const [program, ...args] = command.split(' ').filter(word => word !== '');
    return await answers(program, [...args, 'simulate', '--batch', '--input', file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function answers(command, args) {
  // What the runtime would learn by watching itself costs more than it saves in so short a run.
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DOTNET_TieredPGO: '0' } });
  const ended = new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', code => (code === 0 ? done() : fail(new Error(`${command} ${args.join(' ')}: exit ${code}`))));
  });
  const result = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
      if (line.trim() !== '') result.push(JSON.parse(line));
    }
  })();
  await Promise.all([ended, reading]);
  return result;
}

/** The public simulator in several processes that stay, so that a few questions cost no start. */
export class Oracle {
  constructor(module, processes) {
    const args = [join(import.meta.dirname, 'oracle.mjs'), ...(module ? ['--module', module] : [])];
    this.children = Array.from({ length: processes }, () => {
      const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
      child.stdin.on('error', () => {}); // What ended the process is told by `close`.
      return { child, lines: createInterface({ input: child.stdout, crlfDelay: Infinity })[Symbol.asyncIterator](), ended: once(child, 'close') };
    });
  }

  /** One answer a request, in order. One list at a time. */
  async ask(requests) {
    const share = Math.ceil(requests.length / this.children.length);
    const parts = await Promise.all(this.children.map((one, i) => answersOf(one, requests.slice(i * share, (i + 1) * share))));
    return parts.flat();
  }

  async close() {
    for (const { child } of this.children) child.stdin.end();
    await Promise.all(this.children.map(({ ended }) => ended));
  }
}

async function answersOf({ child, lines: answered, ended }, requests) {
  const writing = (async () => {
    for (const line of lines(requests)) if (!child.stdin.write(line)) await Promise.race([once(child.stdin, 'drain'), ended]);
  })();
  const result = [];
  while (result.length < requests.length) {
    const { value, done } = await answered.next();
    if (done) throw new Error(`the public simulator ended after ${result.length} of ${requests.length} answers: exit ${(await ended)[0]}`);
    result.push(JSON.parse(value));
  }
  await writing;
  return result;
}

function* lines(requests) {
  for (const request of requests) yield JSON.stringify(request) + '\n';
}
