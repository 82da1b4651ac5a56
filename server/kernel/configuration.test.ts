import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigurationError, readConfiguration } from './configuration.ts';

const real = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://mellanrum.example.se',
  OIDC_ISSUER: 'https://idp.example.se',
  OIDC_CLIENT_ID: 'mellanrum',
  OIDC_CLIENT_SECRET: 'secret',
};
const faultsOf = (environment: Record<string, string>): string => {
  try {
    readConfiguration(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.message;
  }
  return '';
};

describe('the configuration', () => {
  it('needs nothing on a machine of one’s own', () => {
    const { county, host, port, publicUrl, oidc, dataDir } = readConfiguration({ PORT: '', HOST: ' ' });
    assert.deepEqual(
      { county, host, port, publicUrl, oidc, dataDir },
      {
        county: { seed: 'mellanrum', persons: 300 },
        host: '127.0.0.1',
        port: 8080,
        publicUrl: 'http://localhost:8080',
        oidc: undefined,
        dataDir: '.data',
      },
    );
    assert.equal(readConfiguration({ COUNTY_PERSONS: '0' }).county, null);
    assert.deepEqual(readConfiguration({ COUNTY_SEED: 'x', COUNTY_PERSONS: '50' }).county, { seed: 'x', persons: 50 });
  });

  it('stops the clock where it is told, never in production', () => {
    assert.equal(
      readConfiguration({ CLOCK_STOPPED_AT: '2027-03-09T09:20:00+01:00' }).stoppedAt,
      Date.UTC(2027, 2, 9, 8, 20),
    );
    assert.throws(() => readConfiguration({ CLOCK_STOPPED_AT: 'i morgon' }), /CLOCK_STOPPED_AT should be an instant/u);
    assert.throws(
      () => readConfiguration({ NODE_ENV: 'production', CLOCK_STOPPED_AT: '2027-03-09T09:20:00+01:00' }),
      /CLOCK_STOPPED_AT is for pictures/u,
    );
  });

  it('starts in production with its own sign-in service over https, and without made-up people', () => {
    const configuration = readConfiguration(real);
    assert.deepEqual(
      [configuration.publicUrl, configuration.oidc?.issuer, configuration.county],
      [real.PUBLIC_URL, real.OIDC_ISSUER, null],
    );
    assert.equal(readConfiguration({ ...real, COUNTY_PERSONS: '10' }).county?.persons, 10);
  });

  it('does not start in production with demo sign-in or without https', () => {
    assert.match(faultsOf({ NODE_ENV: 'production', PUBLIC_URL: real.PUBLIC_URL }), /OIDC_ISSUER is not set/);
    assert.match(
      faultsOf({ ...real, PUBLIC_URL: 'http://mellanrum.example.se' }),
      /PUBLIC_URL should be the https address/,
    );
    assert.match(faultsOf({ ...real, PUBLIC_URL: '' }), /PUBLIC_URL/);
    assert.match(faultsOf({ NODE_ENV: 'production' }), /OIDC_ISSUER[\s\S]*PUBLIC_URL/, 'all faults at once');
  });

  it('says which variable is wrong and how', () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ PORT: '70000' }, /PORT should be a whole number from 0 to 65535\./],
      [
        { DATABASE_URL: 'mysql://x' },
        /DATABASE_URL should be an address that begins with postgres:\/\/ or postgresql:\/\/\./,
      ],
      [{ NODE_ENV: 'prod' }, /NODE_ENV should be production, development or test/],
      [{ OIDC_ISSUER: 'https://idp.example.se' }, /set all three or none/],
      [{ PUBLIC_URL: 'https://example.se/mellanrum' }, /scheme and host only/],
      [{ COUNTY_PERSONS: 'many' }, /COUNTY_PERSONS/],
    ];
    for (const [environment, message] of wrong) assert.match(faultsOf(environment), message);
    assert.ok(!faultsOf({ ...real, OIDC_CLIENT_SECRET: 'hemlig', PORT: 'x' }).includes('hemlig'));
  });
});
