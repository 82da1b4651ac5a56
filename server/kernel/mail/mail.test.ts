import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { smallWorld, type World } from '../testing/world.ts';
import { deliver, smtpSender } from './deliver.ts';

/** As much of an SMTP server as a sender needs; keeps what it was given. */
function smtpServer(): Promise<{ server: Server; port: number; letters: string[] }> {
  const letters: string[] = [];
  const server = createServer((socket) => {
    let data = false;
    let text = '';
    socket.write('220 test ESMTP\r\n');
    socket.on('data', (chunk) => {
      text += chunk.toString();
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        if (data) {
          const stop = text.indexOf('\r\n.\r\n');
          if (stop < 0) return;
          letters.push(text.slice(0, stop));
          text = text.slice(stop + 5);
          data = false;
          socket.write('250 ok\r\n');
          continue;
        }
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (/^DATA/i.test(line)) {
          data = true;
          socket.write('354 go\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write(/^EHLO/i.test(line) ? '250 test\r\n' : '250 ok\r\n');
      }
    });
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, port: (server.address() as { port: number }).port, letters }),
    ),
  );
}

describe('letters to units', () => {
  let w: World;
  before(async () => {
    w = await smallWorld();
  });
  after(() => w.drop());
  const write = (to: string) =>
    w.sqlDo(
      'insert into notify.mail (id, to_address, template, data, created_at) values ($1, $2, \'to_answer\', \'{"urgency":"acute","answerBy":"2026-10-05T09:00:00Z"}\', now())',
      [w.newId(), to],
    );

  test('a letter leaves by SMTP once and says nothing of whom', async () => {
    const { server, port, letters } = await smtpServer();
    await write('enheten@example.se');
    const send = smtpSender(`smtp://127.0.0.1:${port}?from=mellanrum@example.se`);
    assert.equal(await deliver(w.database.system, send, 'http://localhost:8080', () => w.clock.now()), 1);
    assert.equal(await deliver(w.database.system, send, 'http://localhost:8080', () => w.clock.now()), 0);
    assert.equal(letters.length, 1);
    assert.match(letters[0] ?? '', /enheten@example\.se/);
    server.close();
  });

  test('a letter that cannot leave is tried again later, with the reason kept', async () => {
    await write('borta@example.se');
    const refuse = async (): Promise<void> => {
      throw new Error('mailbox full');
    };
    assert.equal(await deliver(w.database.system, refuse, 'http://localhost:8080', () => Date.now()), 0);
    const [row] = await w.sqlDo<{ error: string; attempts: number; later: boolean }>(
      "select error, attempts, next_try_at > clock_timestamp() as later from notify.mail where to_address = 'borta@example.se'",
    );
    assert.deepEqual(row, { error: 'mailbox full', attempts: 1, later: true });
  });
});
