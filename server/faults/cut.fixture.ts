import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Where the next connection that asks something is cut: in the middle of the request, or when the answer has come and is not passed on. */
  cutNext(where: 'request' | 'answer'): void;
  readonly cuts: () => number;
  stop(): Promise<void>;
}

/** A wire to a server on this machine that can be cut while something is being saved. */
export async function proxyTo(port: number): Promise<Proxy> {
  let where: 'request' | 'answer' | null = null;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) open.add(socket.on('close', () => open.delete(socket)));
    const cut = (): void => {
      where = null;
      cuts += 1;
      client.destroy();
      upstream.destroy();
    };
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    client.on('data', (chunk: Buffer) => {
      if (where !== 'request') {
        upstream.write(chunk);
        return;
      }
      // Half of what was sent, which is headers and no whole body.
      upstream.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => setTimeout(cut, 30));
    });
    upstream.on('data', (chunk: Buffer) => (where === 'answer' ? cut() : void client.write(chunk)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutNext: (at) => void (where = at),
    cuts: () => cuts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
