import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the issuer says next; each part can be made to lie. */
export interface Says {
  sub: string;
  nonce?: string;
  aud?: string;
  iss?: string;
  /** Seconds from now until the ID token ends. */
  endsIn?: number;
  foreignKey?: boolean;
  state?: string;
}

/** An issuer outside the program, as a region's would be, that checks client and PKCE and signs whom it is told to. */
export async function fakeIssuer(says: Says) {
  const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [own, foreign] = [keys(), keys()];
  const asked = new Map<string, URLSearchParams>();
  let issuer = '';

  function idToken(query: URLSearchParams): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: says.iss ?? issuer,
      aud: says.aud ?? 'region',
      sub: says.sub,
      nonce: says.nonce ?? query.get('nonce'),
      iat: now,
      exp: now + (says.endsIn ?? 300),
    };
    const body = `${part({ alg: 'ES256', kid: 'own' })}.${part(claims)}`;
    const key = says.foreignKey ? foreign.privateKey : own.privateKey;
    return `${body}.${sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; location?: string; json?: unknown }> {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/.well-known/openid-configuration') {
      return {
        status: 200,
        json: {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          end_session_endpoint: `${issuer}/end`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        },
      };
    }
    if (url.pathname === '/jwks')
      return {
        status: 200,
        json: { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'ES256', use: 'sig' }] },
      };
    if (url.pathname === '/authorize') {
      const code = `code-${asked.size}`;
      asked.set(code, url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: says.state ?? url.searchParams.get('state') ?? '' }).toString();
      return { status: 303, location: back.href };
    }
    const form = new URLSearchParams(await text(request));
    const query = asked.get(form.get('code') ?? '');
    asked.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const secret = request.headers.authorization === `Basic ${Buffer.from('region:secret').toString('base64')}`;
    if (!query || !secret || query.get('code_challenge') !== challenge)
      return { status: 400, json: { error: 'invalid_grant' } };
    return { status: 200, json: { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken(query) } };
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ status, location, json }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) });
      response.end(json === undefined ? '' : JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    client: { issuer, clientId: 'region', clientSecret: 'secret' },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
