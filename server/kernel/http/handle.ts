import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route, Routes } from '../../../contract/kernel/route.ts';
import type { Caller } from '../access/context.ts';
import type { Ground, Once, Request } from '../db/transaction.ts';

/** JSON that is already written, as by the database; sent as it is. Its shape is held to the contract by tests. */
export class ReadyJson {
  readonly text: string;
  /** For an answer that is the same for everyone who may ask: names its bytes, so that who has them already is told only that. */
  readonly tag: string | undefined;
  constructor(text: string, tag?: string) {
    this.text = text;
    this.tag = tag;
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
