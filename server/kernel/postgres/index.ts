export { EmbeddedPostgresError } from './errors.ts';
export type { EmbeddedPostgresFault } from './errors.ts';
export type { Log } from './log.ts';
export { startPostgres } from './supervisor.ts';
export type { EmbeddedPostgres, StartOptions } from './supervisor.ts';
export type { Durability } from './settings.ts';
