import { createHash } from 'node:crypto';

/** `full` keeps every commit through a power cut; `test` gives that up for speed, for data that is thrown away. */
export type Durability = 'full' | 'test';

const common = {
  shared_buffers: '128MB',
  max_connections: '100',
  wal_compression: 'on',
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %u@%d ',
  log_checkpoints: 'off',
  // The log must not carry what people's rows hold: no statement text, no "Key (…)=(…)" details.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const byDurability: Record<Durability, Record<string, string>> = {
  full: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  // Commits still reach the operating system, so tests that kill the server see what production would.
  test: { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' },
};

/**
 * Command line settings of the server. `cluster_name` carries a digest of version and settings, so that an orphan found at
 * start can be recognised as running exactly what would be started now.
 */
export function serverSettings(durability: Durability, version: string): { args: string[]; name: string } {
  const settings: Record<string, string> = { ...common, ...byDurability[durability] };
  const digest = createHash('sha256')
    .update(JSON.stringify([version, settings]))
    .digest('hex')
    .slice(0, 8);
  settings['cluster_name'] = `mellanrum-${digest}`;
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return { args, name: settings['cluster_name'] };
}
