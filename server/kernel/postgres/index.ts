export { EmbeddedPostgresError } from './errors.ts';
export type { EmbeddedPostgresFault } from './errors.ts';
export { startPostgres } from './supervisor.ts';
export type { EmbeddedPostgres, Log, StartOptions } from './supervisor.ts';
export type { Durability } from './settings.ts';
