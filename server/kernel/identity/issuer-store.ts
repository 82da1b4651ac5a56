import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import type { Adapter, AdapterPayload, JWK } from 'oidc-provider';
import type { Ground } from '../db/transaction.ts';
import { asKeeper, keep } from './keeper.ts';

/** What the embedded issuer makes at its first start and keeps in the database. */
export interface IssuerSecrets {
  readonly signingKey: JWK;
  readonly cookieKey: string;
  readonly clientSecret: string;
}

function newSecrets(): IssuerSecrets {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return {
    signingKey: { kty: 'EC', crv: key.crv, x: key.x, y: key.y, d: key.d, kid: randomUUID(), alg: 'ES256', use: 'sig' },
    cookieKey: randomBytes(32).toString('base64url'),
    clientSecret: randomBytes(32).toString('base64url'),
  };
}

export const issuerSecrets = (ground: Ground): Promise<IssuerSecrets> => keep(ground, 'issuer', newSecrets());

/** Kinds that live and die with the grant they belong to. */
const kindsOfGrant = ['AccessToken', 'AuthorizationCode', 'RefreshToken'];

/** oidc-provider's storage in PostgreSQL, one adapter a kind. */
export function issuerStore(ground: Ground): (kind: string) => Adapter {
  return (kind) => {
    const find = async (by: 'id' | 'uid' | 'user_code', value: string): Promise<AdapterPayload | undefined> => {
      const [row] = await asKeeper<{ oidc_find: AdapterPayload | null }>(ground, 'oidc_find', kind, by, value);
      return row?.oidc_find ?? undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        await asKeeper(ground, 'oidc_put', kind, id, JSON.stringify(payload), expiresIn ?? null);
      },
      find: (id) => find('id', id),
      findByUid: (uid) => find('uid', uid),
      findByUserCode: (code) => find('user_code', code),
      async consume(id) {
        await asKeeper(ground, 'oidc_consume', kind, id);
      },
      async destroy(id) {
        await asKeeper(ground, 'oidc_forget', kind, 'id', id);
      },
      async revokeByGrantId(grantId) {
        for (const member of kindsOfGrant) await asKeeper(ground, 'oidc_forget', member, 'grant', grantId);
      },
    };
  };
}
