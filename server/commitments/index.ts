export { commitmentsHandlers } from './commitments.routes.ts';
export { sweep, type GapSource, type Swept } from './sweep.ts';
export type { Deadline, Moved, NewCommitment } from './commitments.commands.ts';
export type { WantedGap } from './gaps.rules.ts';
export { gapsHandlers } from './gaps.routes.ts';
export * as gaps from './gaps.commands.ts';
export * as ledger from './commitments.commands.ts';
export { within } from './within.commands.ts';
export { smallestPair } from './weeks.rules.ts';
