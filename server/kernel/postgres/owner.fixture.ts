// A program that owns an embedded PostgreSQL, for tests that kill it. Prints where the server is, then waits.
import { startPostgres } from './index.ts';

const [dataDir = '', durability] = process.argv.slice(2);
const log = { info: () => undefined, warn: (message: string) => process.stderr.write(`${message}\n`) };
try {
  const server = await startPostgres({ dataDir, log, durability: durability === 'test' ? 'test' : 'full' });
  process.stdout.write(`${JSON.stringify({ ...server.config('postgres', 'postgres'), adopted: server.adopted })}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`);
  process.exitCode = 1;
}
