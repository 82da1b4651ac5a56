/** `npm run verify-log [-- --witness FOLDER]`: proves the access log, beside a running server or alone. Exit code 1 when it has been touched. */
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectDatabase } from './connect.ts';
import { seal, sealingKey } from './kernel/audit/sealer.ts';
import { verifyLog } from './kernel/audit/verify.ts';
import { readHeads, witnessFolder } from './kernel/audit/witness.ts';
import { readConfiguration } from './kernel/configuration.ts';
import { openDatabase } from './kernel/db/database.ts';

const { values } = parseArgs({ options: { witness: { type: 'string', multiple: true } } });
const configuration = readConfiguration(process.env);
const keyFile = join(configuration.dataDir, 'keys', 'log-ed25519.pub.pem');
if (!existsSync(keyFile)) {
  console.error(`There is no log key in ${configuration.dataDir}. Has Mellanrum been started on this data folder?`);
  process.exit(2);
}
const connected = await connectDatabase(configuration, { info: () => undefined, warn: console.warn });
const database = await openDatabase(connected.logins);
try {
  // What was written in the last second is sealed first, so that all of it is covered.
  await seal(database.system, await sealingKey(configuration.dataDir));
  const heads = (await Promise.all((values.witness ?? [witnessFolder(configuration.dataDir)]).map(readHeads))).flat();
  const began = performance.now();
  const { seals, entries, faults } = await verifyLog(database.system, createPublicKey(readFileSync(keyFile)), heads);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  for (const fault of faults)
    console.error(`${fault.seal === null ? 'the log' : `seal ${fault.seal}`}: ${fault.what}: ${fault.detail}`);
  console.log(
    `${entries} rows in ${seals} seals, ${heads.length} witnesses' heads, ${seconds} s: ${faults.length === 0 ? 'nothing has been changed, removed or added' : `${faults.length} FAULTS`}`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await database.close();
  await connected.stop();
}
