import { address } from '../kernel/route.ts';

/** A promise opened beside the list, from elsewhere: what of the list is shown is as one has left it. */
export const addressOfPromise = (id: string): string => address('/', { promise: id });
