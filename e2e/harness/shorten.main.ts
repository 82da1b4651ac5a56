/** Lets the sessions of a name end soon: `shorten.main.ts <name> <seconds> <hard>`. As an operator, beside the running program. */
import pg from 'pg';
import { readConfiguration } from '../../server/kernel/configuration.ts';
import { connectDatabase } from '../../server/connect.ts';

const [name = '', seconds = '60', hard = 'false'] = process.argv.slice(2);
const log = { info: () => undefined, warn: (message: string) => console.error(message) };
const connected = await connectDatabase(readConfiguration(process.env), log);
const client = new pg.Client(connected.logins.admin);
await client.connect();
try {
  await client.query(
    `update identity.session s set expires_at = clock_timestamp() + make_interval(secs => $2),
       ends_at = case when $3 then clock_timestamp() + make_interval(secs => $2) else s.ends_at end
     where s.revoked_at is null and s.subject = (select subject from organisations.staff where name = $1)`,
    [name, Number(seconds), hard === 'true'],
  );
} finally {
  await client.end();
  await connected.stop();
}
