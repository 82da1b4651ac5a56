import type { Exploration } from './explore.ts';
import type { Outcome, Step } from './step.ts';
import type { Message, World } from './world.ts';
import { needIdsOf, needName, offerIdsOf, offerName, unitIdsOf, unitName } from './world.ts';

function tellMessage({ by, order }: Message): string {
  const who = unitName(by);
  switch (order.kind) {
    case 'offer':
      return `${who} offers ${needIdsOf(order.needs).join('+')} to ${unitIdsOf(order.to).join(' or ')} (sent ${order.sentAt}, saw ${offerIdsOf(order.replaces).join('+') || 'none'} pending)`;
    case 'move':
      return `${who}: ${order.action} ${offerName(order.offer)} (saw version ${order.seen})`;
    case 'close':
      return `${who} closes ${needName(order.need)} (saw version ${order.seen})`;
    default:
      return order satisfies never;
  }
}

function tellStep(step: Step): string {
  switch (step.kind) {
    case 'send':
      return `on its way: ${tellMessage(step.message)}`;
    case 'do':
      return tellMessage(step.message);
    case 'deliver':
      return `${step.message.effects > 0 ? 'again: ' : 'late: '}${tellMessage(step.message)}`;
    case 'lose':
      return `lost: ${tellMessage(step.message)}`;
    case 'sweep':
      return `the sweeper lapses ${offerName(step.offer)}`;
    case 'close unit':
      return `unit ${unitName(step.unit)} closes`;
    case 'tick':
      return 'the clock ticks';
    case 'basis ends':
      return 'the basis ends';
    case 'finish':
      return 'the server does what it had left';
    default:
      return step satisfies never;
  }
}

/** One line: what was done, what was answered when not a plain yes, and where it left the ledger. */
export function tell(step: Step, outcome: Outcome, before: World, after: World): string {
  const answered = outcome === 'ok' ? '' : ` -> ${outcome}`;
  const offers = after.offers.map((o) => `${o.id} ${o.state} v${o.version}`).join(', ');
  const moved =
    before.accountable === after.accountable
      ? ''
      : `, accountability ${before.accountable.toString(2)} -> ${after.accountable.toString(2)}`;
  return `${tellStep(step)}${answered}   [${[`t${after.now}`, offers].filter(Boolean).join(' | ')}${moved}]`;
}

const figure = (n: number): string => n.toLocaleString('en-GB').replaceAll(',', ' ');

export function report(e: Exploration): string {
  const lines = [
    `${e.scope.name}: ${figure(e.states)} states, ${figure(e.transitions)} steps, ${figure(e.refused)} refused, depth ${e.depth}, ${e.exhausted ? 'exhausted' : 'NOT exhausted'}, ${(e.ms / 1000).toFixed(1)} s`,
    `  ${[...e.witnesses]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, n]) => `${name} ${figure(n)}`)
      .join(', ')}`,
  ];
  if (e.violation)
    lines.push(
      `  ${e.violation.invariant} broken at depth ${e.violation.depth}:`,
      ...e.violation.path.map((line, i) => `    ${i + 1}. ${line}`),
    );
  return lines.join('\n');
}
