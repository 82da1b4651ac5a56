import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { crossingsIn, importsOf } from './boundaries.ts';

const refused = [
  ['contract/people.ts', '../server/people/index.ts', /contract knows only contract/],
  ['contract/people.ts', 'node:crypto', /only zod/],
  ['contract/people.ts', 'fastify', /only zod/],
  ['server/people/people.rules.ts', './people.store.ts', /rules may not use store/],
  ['server/people/people.rules.ts', '../kernel/clock.ts', /rules may not use the kernel/],
  ['server/people/people.rules.ts', 'node:fs', /rules are pure/],
  ['server/people/people.store.ts', '../organisations/index.ts', /only commands may use another room/],
  ['server/people/people.routes.ts', './people.store.ts', /routes may not use store/],
  ['server/people/people.commands.ts', './people.routes.ts', /commands may not use routes/],
  ['server/people/index.ts', '../organisations/index.ts', /only commands/],
  ['server/people/people.commands.ts', '../organisations/index.ts', /people does not know organisations/],
  ['server/commitments/commitments.commands.ts', '../plans/index.ts', /commitments does not know plans/],
  ['server/plans/plans.commands.ts', '../people/people.store.ts', /only through its index/],
  ['server/attic/attic.commands.ts', '../people/index.ts', /no line among the neighbours/],
  ['server/people/people.commands.ts', './helpers.ts', /commands may not use a file without a role/],
  ['server/people/helpers.ts', '../plans/index.ts', /only commands may use another room/],
  ['server/people/people.commands.ts', '../app.ts', /does not know the program/],
  ['server/kernel/db/pool.ts', '../../people/index.ts', /kernel knows no room/],
  ['server/app.ts', '../web/main.tsx', /server knows only/],
  ['server/app.ts', '../county/main.ts', /server knows only/],
  ['web/people/page.tsx', '../../server/people/index.ts', /web knows only/],
  ['web/people/page.tsx', '../plans/page.tsx', /a web room knows only itself/],
  ['web/kernel/shell.tsx', '../people/page.tsx', /kernel knows no room/],
  ['county/days.ts', '../server/people/people.store.ts', /county works through/],
  ['county/days.ts', '../web/main.tsx', /county works through/],
] as const;

const allowed = [
  ['contract/people.ts', './kernel/time.ts'],
  ['contract/people.ts', 'zod/mini'],
  ['contract/people.test.ts', 'fast-check'],
  ['server/people/people.rules.ts', '../../contract/people.ts'],
  ['server/people/people.rules.ts', './names.rules.ts'],
  ['server/people/people.rules.ts', 'temporal-polyfill'],
  ['server/people/people.store.ts', '../kernel/db/index.ts'],
  ['server/people/people.store.ts', './people.rules.ts'],
  ['server/people/people.store.ts', 'kysely'],
  ['server/people/people.commands.ts', './people.rules.ts'],
  ['server/people/people.commands.ts', './people.store.ts'],
  ['server/people/people.routes.ts', './people.commands.ts'],
  ['server/people/index.ts', './people.commands.ts'],
  ['server/people/explore/world.ts', '../people.rules.ts'],
  ['server/plans/plans.commands.ts', '../commitments/index.ts'],
  ['server/people/people.test.ts', '../plans/plans.store.ts'],
  ['server/app.ts', './people/people.routes.ts'],
  ['server/kernel/audit/chain.ts', 'node:crypto'],
  ['server/kernel/audit/chain.ts', '../db/index.ts'],
  ['web/people/page.tsx', '../kernel/client.ts'],
  ['web/people/page.tsx', './people.css'],
  ['web/people/page.tsx', '../../contract/people.ts'],
  ['web/main.tsx', './people/page.tsx'],
  ['county/days.ts', '../server/plans/index.ts'],
] as const;

describe('boundaries between rooms', () => {
  for (const [path, target, reason] of refused) {
    test(`${path} may not import ${target}`, () => {
      const found = crossingsIn(path, `import { x } from '${target}';`);
      assert.equal(found.length, 1);
      assert.match(found[0] ?? '', reason);
    });
  }

  for (const [path, target] of allowed) {
    test(`${path} may import ${target}`, () => assert.deepEqual(crossingsIn(path, `import '${target}';`), []));
  }

  test('imports are seen in every form that they have', () => {
    const source = [
      `import a, { type B } from 'one';`,
      `import {\n  c,\n  d,\n} from "two";`,
      `import type { E } from 'three';`,
      `import 'four';`,
      `export * from 'five';`,
      `export { f } from 'six';`,
      `const g = await import('seven');`,
      `type H = import('eight').H;`,
      `import json from 'nine' with { type: 'json' };`,
      `export const text = 'a from "b"';`,
      `// import x from 'comment';`,
      `/*\nimport y from 'comment';\n*/`,
    ].join('\n');
    assert.deepEqual(importsOf(source), ['one', 'two', 'three', 'four', 'five', 'six', 'nine', 'seven', 'eight']);
  });

  test('the check itself fails on a planted crossing and passes without it', () => {
    const root = mkdtempSync(join(tmpdir(), 'mellanrum-boundaries-'));
    try {
      mkdirSync(join(root, 'scripts'));
      mkdirSync(join(root, 'server/people'), { recursive: true });
      writeFileSync(join(root, 'package.json'), '{"type":"module"}');
      cpSync(join(import.meta.dirname, 'boundaries.ts'), join(root, 'scripts/boundaries.ts'));
      const check = () => spawnSync(process.execPath, [join(root, 'scripts/boundaries.ts')], { encoding: 'utf8' });
      writeFileSync(join(root, 'server/people/people.store.ts'), `import { sql } from 'kysely';\n`);
      assert.equal(check().status, 0);
      writeFileSync(join(root, 'server/people/people.rules.ts'), `import { find } from './people.store.ts';\n`);
      const planted = check();
      assert.equal(planted.status, 1);
      assert.match(planted.stderr, /people\.rules\.ts imports \.\/people\.store\.ts/);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
