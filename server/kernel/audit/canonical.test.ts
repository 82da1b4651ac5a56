import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type JsonValue, canonicalBytes, canonicalJson } from './canonical.ts';

/** IEEE 754 bits and the text they must have: RFC 8785 appendix B. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];
const wellFormed = fc.string({ unit: 'binary' });
const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    wellFormed,
    fc.array(tie('value')),
    fc.dictionary(
      wellFormed.filter((key) => key !== '__proto__'),
      tie('value'),
    ),
  ),
})).value;

describe('canonical JSON', () => {
  it('writes numbers as RFC 8785 appendix B', () => {
    for (const [bits, text] of NUMBERS)
      assert.equal(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE()), text, bits);
  });

  it('writes the sample of RFC 8785 §3.2.2', () => {
    const sample = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    ) as JsonValue;
    assert.equal(
      canonicalJson(sample),
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys by UTF-16 code units, RFC 8785 §3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(keys.map((key) => [key, key])));
    assert.deepEqual(Object.values(JSON.parse(written) as object).length, 7);
    const order = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    assert.equal(written, `{${order.map((key) => `${JSON.stringify(key)}:${JSON.stringify(key)}`).join(',')}}`);
  });

  it('refuses what JSON cannot say, and tells where', () => {
    const bad: unknown[] = [
      undefined,
      Number.NaN,
      Infinity,
      1n,
      () => 1,
      Symbol('s'),
      new Date(),
      '\ud800',
      new Array(1),
      { '\udc00': 1 },
    ];
    for (const value of bad) assert.throws(() => canonicalJson(value as JsonValue), TypeError);
    assert.throws(() => canonicalJson({ who: [{ at: undefined }] }), /\$\.who\[0\]\.at/);
  });

  it('says the same value, and the same bytes whatever the order of keys', () => {
    const turned = (value: JsonValue): JsonValue =>
      Array.isArray(value)
        ? value.map(turned)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, turned(member as JsonValue)]),
            )
          : value;
    fc.assert(
      fc.property(json, (value) => {
        const written = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(written) as JsonValue), written);
        assert.deepEqual(JSON.parse(written), JSON.parse(JSON.stringify(value)));
        assert.equal(canonicalJson(turned(value)), written);
        assert.equal(Buffer.from(canonicalBytes(value)).toString('utf8'), written);
      }),
    );
  });
});
