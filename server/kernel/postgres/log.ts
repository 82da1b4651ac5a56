/** What the supervisor says to the operator; a pino logger fits. */
export type Log = { info(message: string): void; warn(message: string): void };
