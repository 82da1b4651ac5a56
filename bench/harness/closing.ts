/** What a bench has opened and must leave nothing of: processes, folders, databases. Closed in the opposite order. */
export class Closing {
  readonly #opened: (() => unknown)[] = [];
  #closing: Promise<void> | undefined;

  /** @returns closes just this one, once */
  add(close: () => unknown): () => Promise<void> {
    let done = false;
    const once = async (): Promise<void> => {
      if (done) return;
      done = true;
      await close();
    };
    this.#opened.push(once);
    return once;
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      for (const close of this.#opened.reverse()) {
        try {
          await close();
        } catch (error) {
          console.error('something did not close:', error);
        }
      }
    })();
    return this.#closing;
  }
}
