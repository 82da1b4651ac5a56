import { Worker } from 'node:worker_threads';
import type { Paper } from '../../../contract/kernel/paper.ts';
import type { Instant } from '../../../contract/kernel/time.ts';
import { Refusal } from '../refusal.ts';
import type { Answered, Asked } from './typeset.main.ts';

interface Waiting extends Asked {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** The longest that one paper may take, in ms, the start of the thread included; and how many may wait. */
const limit = 15_000;
const mostWaiting = 50;

const waiting: Waiting[] = [];
let worker: Worker | null = null;
let clock: NodeJS.Timeout | undefined;
let ids = 0;

/**
 * A paper as tagged PDF/UA-1, set in a thread of its own, which is started by the first and kept.
 *
 * @param at when it is made (epoch ms): stands in the file
 * @throws Refusal `paper_unavailable` when it takes too long, too many wait, or this machine has no program that can set it
 */
export function pdfOf(paper: Paper, at: Instant): Promise<Uint8Array> {
  if (waiting.length >= mostWaiting)
    return Promise.reject(new Refusal('paper_unavailable', `${waiting.length} papers wait`));
  return new Promise((resolve, reject) => {
    waiting.push({ id: ++ids, paper, at: Math.floor(at / 1000), resolve, reject });
    if (waiting.length === 1) next();
  });
}

function next(): void {
  const [first] = waiting;
  if (first === undefined) {
    worker?.unref();
    return;
  }
  const running = (worker ??= start());
  running.ref();
  clock = setTimeout(() => end(running, `not done in ${limit} ms`), limit);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  running.postMessage({ id: first.id, paper: first.paper, at: first.at } satisfies Asked);
}

function start(): Worker {
  const started = new Worker(new URL('typeset.main.ts', import.meta.url), { name: 'paper' });
  started.on('message', (answer: Answered) => {
    if (started !== worker || waiting[0]?.id !== answer.id) return;
    clearTimeout(clock);
    const done = waiting.shift();
    if ('pdf' in answer) done?.resolve(answer.pdf);
    else done?.reject(new Refusal('paper_unavailable', answer.fault));
    next();
  });
  started.on('error', (error) => end(started, error instanceof Error ? error.message : String(error)));
  started.on('exit', () => end(started, 'the thread ended'));
  return started;
}

/** The thread is no more, and its paper is not made; the next in line gets a new one. */
function end(ended: Worker, why: string): void {
  if (ended !== worker) return;
  worker = null;
  clearTimeout(clock);
  void ended.terminate();
  waiting.shift()?.reject(new Refusal('paper_unavailable', why));
  next();
}

/** Ends the thread; what waits is refused. For tests, and when the program closes. */
export async function closePaper(): Promise<void> {
  const ended = worker;
  worker = null;
  clearTimeout(clock);
  for (const one of waiting.splice(0)) one.reject(new Refusal('paper_unavailable', 'closing'));
  await ended?.terminate();
}
