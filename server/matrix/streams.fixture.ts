import type { Answer, Asker, MatrixServer } from './matrix-world.fixture.ts';

/** An open page that listens. `text` grows as events come. */
export interface Stream {
  readonly status: number;
  readonly answer: Answer;
  readonly ended: boolean;
  text: string;
  close(): void;
}

/** Opens GET /api/live and waits until it is ready, or refused. */
export async function openStream(server: MatrixServer, asker: Asker, personId: string | null): Promise<Stream> {
  const cut = new AbortController();
  const response = await fetch(`${server.base}/api/live${personId ? `?person=${personId}` : ''}`, {
    headers: asker.cookie ? { cookie: asker.cookie } : {},
    signal: cut.signal,
  });
  const { status, headers } = response;
  if (status !== 200) {
    const text = await response.text();
    return {
      status,
      text: '',
      ended: true,
      answer: { status, headers, text, body: JSON.parse(text) },
      close: () => undefined,
    };
  }
  const stream = {
    status,
    answer: { status, headers, text: '', body: undefined },
    text: '',
    ended: false,
    close: () => cut.abort(),
  };
  const ready = Promise.withResolvers<void>();
  void (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        stream.text += decoder.decode(chunk as Uint8Array, { stream: true });
        if (stream.text.includes('"ready"')) ready.resolve();
      }
    } catch {
      // Closed from here.
    }
    stream.ended = true;
    ready.resolve();
  })();
  await ready.promise;
  return stream;
}
