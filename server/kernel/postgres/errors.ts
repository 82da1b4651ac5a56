/** Why the embedded PostgreSQL could not be started, in a form that a program can branch on. */
export type EmbeddedPostgresFault =
  | 'unsupported-platform'
  | 'no-account'
  | 'owned-by-another'
  | 'initdb-failed'
  | 'start-failed'
  | 'unsafe-folder';

/** Thrown by `startPostgres`; the message tells the operator what to do. */
export class EmbeddedPostgresError extends Error {
  readonly fault: EmbeddedPostgresFault;

  constructor(fault: EmbeddedPostgresFault, message: string) {
    super(message);
    this.name = 'EmbeddedPostgresError';
    this.fault = fault;
  }
}
