import { address } from '../kernel/route.ts';
import type { Move } from './moves.ts';

/** A promise opened beside the list. */
export const addressOfPromise = (id: string): string => address('/', { promise: id });
/** The same with the form of a move open: an address that can be sent to a colleague. */
export const addressOfMove = (id: string, move: Move): string => address('/', { promise: id, move });
