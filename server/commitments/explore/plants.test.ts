import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explore } from './explore.ts';
import { plants } from './plants.ts';

describe('Planted mistakes in the protocol', () => {
  for (const { name, protocol, scope, breaks, depth, watch } of plants)
    it(`${name}: ${breaks ?? 'another guard stands in front'}`, (t) => {
      const { violation, exhausted } = explore(scope, { protocol, ...(watch ? { watch } : {}) });
      if (violation)
        t.diagnostic(
          `${violation.invariant} at depth ${violation.depth}:\n${violation.path.map((line, i) => `  ${i + 1}. ${line}`).join('\n')}`,
        );
      if (breaks === null) {
        assert.equal(violation, null);
        assert.ok(exhausted);
        return;
      }
      assert.equal(violation?.invariant, breaks);
      assert.equal(violation.depth, depth, 'the shortest way there');
      assert.equal(violation.path.length, depth);
    });
});
