import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attemptFor, newAttemptKey, safeReturn, seal, unseal, type Attempt } from './attempt.ts';

const attempt: Attempt = { state: 's', nonce: 'n', verifier: 'v', returnTo: '/x', language: null, at: 1_000_000 };

describe('an attempt to sign in', () => {
  it('comes back as it went for ten minutes, and not after, nor before it began', () => {
    const key = newAttemptKey();
    const sealed = seal(key, attempt);
    assert.deepEqual(unseal(key, sealed, attempt.at), attempt);
    assert.deepEqual(unseal(key, sealed, attempt.at + attemptFor - 1), attempt);
    assert.equal(unseal(key, sealed, attempt.at + attemptFor), null);
    assert.equal(unseal(key, sealed, attempt.at - 1), null);
  });

  it('is nothing under another key, and nothing when any character of it has changed', () => {
    const key = newAttemptKey();
    const sealed = seal(key, attempt);
    assert.equal(unseal(newAttemptKey(), sealed, attempt.at), null);
    for (const other of [null, '', '.', 'a.b', `${sealed}.x`, sealed.split('.')[0] ?? ''])
      assert.equal(unseal(key, other, attempt.at), null);
    // The last character is left out: its low bits carry nothing in base64.
    fc.assert(
      fc.property(
        fc.nat(sealed.length - 2),
        fc.constantFrom('A', 'Q', 'g', 'w', '_', '-', '.', '0', '9'),
        (at, letter) => {
          fc.pre(sealed[at] !== letter);
          assert.equal(unseal(key, sealed.slice(0, at) + letter + sealed.slice(at + 1), attempt.at), null);
        },
      ),
    );
  });
});

describe('the address to return to', () => {
  it('is kept when it is a path of our own', () => {
    for (const path of ['/', '/persons/1?tab=plan#goals', '/a//b', '/?x=https://y', '/%C3%A5', '/authority'])
      assert.equal(safeReturn(path), path);
  });

  it('is the first page for anything else', () => {
    for (const path of [
      undefined,
      null,
      1,
      {},
      '',
      'x',
      '//e',
      '/\\e',
      '\\/e',
      'https://e',
      '/a\\b',
      '/\n/e',
      '/ e',
      '/å',
      '/.//e',
      '/a/..//e',
      '/%2e//e',
      '/auth',
      '/oidc/auth',
      '/api/me',
      `/${'x'.repeat(2000)}`,
    ]) {
      assert.equal(safeReturn(path), '/', JSON.stringify(path));
    }
  });

  it('never leads a browser away, whatever is asked', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      '@',
      ':',
      'http:',
      'evil.example',
      '%2f',
      '%5c',
      '\t',
      '\n',
      '?',
      '#',
      ' ',
      'a',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = safeReturn(`/${parts.join('')}`);
        assert.equal(new URL(path, 'https://mellanrum.example').origin, 'https://mellanrum.example');
        assert.equal(
          new URL(new URL(path, 'https://mellanrum.example').pathname, 'https://mellanrum.example').origin,
          'https://mellanrum.example',
        );
      }),
      { numRuns: 2000 },
    );
  });
});
