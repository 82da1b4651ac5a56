import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route, Routes } from '../../../contract/kernel/route.ts';
import type { Caller } from '../access/context.ts';
import type { Ground, Once, Request } from '../db/transaction.ts';

/** JSON that the database has already written; sent as it is. Its shape is held to the contract by tests. */
export class ReadyJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a handler is given: validated input, who calls, and the command's own identity. */
export interface Call<T extends Route> {
  readonly ground: Ground;
  readonly caller: Caller;
  /** The caller with purpose `care` for staff, `own` for the person and relatives. */
  readonly request: Request;
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: BodyOf<T>;
  /** Key and content of this command, from the `Idempotency-Key` header and the body. For commands only. */
  readonly once: Once;
}

export type Handler<T extends Route> = (call: Call<T>) => Promise<AnswerOf<T> | ReadyJson>;
/** One handler for each route of a room; a missing one does not compile. */
export type Handlers<T extends Routes> = { readonly [K in keyof T]: Handler<T[K]> };
