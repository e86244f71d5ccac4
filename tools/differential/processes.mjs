// Runs the two simulators, each in a process of its own, on a file of requests.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The parsed JSON lines that a command prints; rejects if it fails. */
async function answers(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
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

export const runOurs = (command, file) => {
  const [program, ...args] = command.split(' ').filter(word => word !== '');
  return answers(program, [...args, 'simulate', '--batch', '--input', file]);
};

export const runOracle = (module, file) => answers(process.execPath, [join(import.meta.dirname, 'oracle.mjs'), '--input', file, ...(module ? ['--module', module] : [])]);

/** Asks one of the two about requests that are in memory. */
export async function ask(run, requests) {
  if (requests.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'differential-'));
  try {
    const file = join(folder, 'requests.jsonl');
    await writeFile(file, lines(requests));
    return await run(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function* lines(requests) {
  for (const request of requests) yield JSON.stringify(request) + '\n';
}
