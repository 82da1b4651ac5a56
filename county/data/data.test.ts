import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { agreementBodies, agreements, agreementTerms, termKeys } from './agreements.ts';
import { all } from './areas.ts';
import { authorities, municipalities, providers } from './authorities.ts';
import { contactWays, sharedNumbers } from './contact-ways.ts';
import {
  declineReasons,
  followUpWords,
  goalSets,
  lifeAreas,
  needPhrases,
  notKeptReasons,
  signals,
  whatMatters,
  withdrawReasons,
} from './life-areas.ts';
import { familyNames, givenNames, nameCultures, professionalTitles } from './names.ts';
import { municipalNightNumbers, unitNumbers } from './phone-numbers.ts';
import { testNumbers, testPersonnummer, testSamordningsnummer } from './test-persons.ts';
import type { AgreementTerm, ContactWay, GoalSet, Unit, UnitKind } from './types.ts';
import { unitKinds, units } from './units.ts';

const allUnits: readonly Unit[] = units;
const terms: readonly AgreementTerm[] = agreementTerms;
const goals: readonly GoalSet[] = goalSets;
const codes: readonly string[] = municipalities.map((m) => m.code);

function assertUnique(values: readonly string[], what: string): void {
  const twice = values.filter((value, i) => values.indexOf(value) !== i);
  assert.deepEqual(twice, [], `${what} occurs twice`);
}

/** Luhn's check over the last ten digits, written apart from the server's own. */
function passesLuhn(value: string): boolean {
  const sum = Array.from(value.slice(-10)).reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + Math.floor(n / 10) + (n % 10);
  }, 0);
  return sum % 10 === 0;
}

/** The series that PTS keeps free for fiction. */
function isReservedForFiction(number: string): boolean {
  const digits = number.replace(/\D/gu, '');
  const series: readonly [string, number, number][] = [
    ['0313900', 600, 699],
    ['0406280', 400, 499],
    ['0846500', 400, 499],
    ['0980319', 200, 299],
    ['0701740', 605, 699],
  ];
  const last = Number(digits.slice(7));
  return (
    digits.length === 10 && series.some(([start, from, to]) => digits.startsWith(start) && last >= from && last <= to)
  );
}

describe('organisations', () => {
  it('has the fifteen municipalities of Skaraborg, each with four secrecy areas', () => {
    assert.equal(municipalities.length, 15);
    assert.deepEqual([...codes].sort(), [...all].sort());
    for (const { key } of municipalities) {
      const branches = providers.filter((p) => p.authority === key).map((p) => p.branch);
      assert.deepEqual([...branches].sort(), ['health', 'omsorg', 'school', 'social_other'], key);
    }
  });

  it('places every provider under an authority and every unit under a provider of its branch', () => {
    const authorityKeys: readonly string[] = authorities.map((a) => a.key);
    for (const p of providers) assert.ok(authorityKeys.includes(p.authority), p.key);
    for (const unit of allUnits) {
      const provider = providers.find((p) => p.key === unit.provider);
      assert.ok(provider, unit.key);
      assert.equal(provider.branch, unitKinds[unit.kind].branch, unit.key);
      assert.ok(codes.includes(unit.municipality), unit.key);
      for (const code of unit.covers ?? []) assert.ok(codes.includes(code), unit.key);
    }
  });

  it('names every unit, tag and HSA-id once, and no tag is longer than fourteen characters', () => {
    assertUnique(
      authorities.map((a) => a.key),
      'authority',
    );
    assertUnique(
      providers.map((p) => p.key),
      'provider',
    );
    for (const field of ['key', 'name', 'tag', 'hsaId'] as const)
      assertUnique(
        allUnits.map((u) => u[field]),
        field,
      );
    for (const { tag } of [...allUnits, ...authorities]) assert.ok(tag.length >= 2 && tag.length <= 14, tag);
  });

  it('gives test HSA-ids only', () => {
    for (const { hsaId, provider } of allUnits) {
      assert.match(hsaId, /^SE\d{10}-TEST\d{4}$/u);
      assert.ok(hsaId.startsWith(provider === 'vgr.health' ? 'SE2321000131-' : 'SE999999'), hsaId);
    }
  });

  it('gives every municipality at least one unit of each basic kind', () => {
    const basic = (Object.keys(unitKinds) as UnitKind[]).filter((kind) => unitKinds[kind].inEveryMunicipality);
    assert.ok(basic.length >= 8);
    for (const code of codes) {
      for (const kind of basic)
        assert.ok(
          allUnits.some((u) => u.kind === kind && u.municipality === code),
          `${kind} in ${code}`,
        );
    }
  });

  it('gives every municipality exactly one operational group, in the unit list and in the agreement alike', () => {
    const groups = allUnits.filter((u) => u.kind === 'joint_operational_group');
    for (const code of codes) assert.equal(groups.filter((g) => g.covers?.includes(code)).length, 1, code);
    const bodies: Record<string, readonly string[]> = agreementBodies.operational;
    for (const group of groups)
      assert.deepEqual([...(bodies[group.key] ?? [])].sort(), [...(group.covers ?? [])].sort(), group.key);
    assert.equal(Object.keys(bodies).length, groups.length);
  });

  it('has units of every kind', () => {
    for (const kind of Object.keys(unitKinds))
      assert.ok(
        allUnits.some((u) => u.kind === kind),
        kind,
      );
  });
});

describe('contact ways', () => {
  const ways = Object.entries(contactWays).flatMap(([kind, list]: [string, readonly ContactWay[]]) =>
    list.map((way) => ({ kind, way })),
  );
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

  it('has hours that can be read, in order and without overlap on any day', () => {
    for (const { kind, way } of ways) {
      const taken = new Map<string, [number, number][]>();
      for (const { days, from, to } of way.hours) {
        assert.match(from, /^([01]\d|2[0-3]):[0-5]\d$/u);
        assert.match(to, /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/u);
        assert.ok(minutes(from) < minutes(to), `${kind} ${way.key}`);
        for (const day of days) {
          const earlier = taken.get(day) ?? [];
          for (const [a, b] of earlier) assert.ok(minutes(to) <= a || minutes(from) >= b, `${kind} ${way.key} ${day}`);
          taken.set(day, [...earlier, [minutes(from), minutes(to)]]);
        }
      }
    }
  });

  it('lets home health care be reached every minute of the week, holidays included', () => {
    for (const day of ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday', 'eve'] as const) {
      const open = contactWays.home_health_care
        .filter((way) => way.key === 'nurse_day' || way.key === 'nurse_other')
        .flatMap((way: ContactWay) => way.hours.filter((span) => span.days.includes(day)))
        .reduce((sum, { from, to }) => sum + minutes(to) - minutes(from), 0);
      assert.equal(open, 24 * 60, day);
    }
  });

  it('names a line for every telephone way and for no other', () => {
    for (const { kind, way } of ways)
      assert.equal(way.line !== undefined, way.channel === 'phone', `${kind} ${way.key}`);
    for (const [kind, list] of Object.entries(contactWays))
      assertUnique(
        list.map((way) => way.key),
        kind,
      );
  });

  it('rings nobody: all numbers are reserved for fiction, but 1177 and 112', () => {
    const { n1177, n112, ...shared } = sharedNumbers;
    assert.deepEqual([n1177, n112], ['1177', '112']);
    const numbers = [...Object.values(unitNumbers), ...Object.values(municipalNightNumbers), ...Object.values(shared)];
    for (const number of numbers) assert.ok(isReservedForFiction(number), number);
    assertUnique(numbers, 'number');
    assert.deepEqual(Object.keys(unitNumbers).sort(), allUnits.map((u) => u.key).sort());
    assert.equal(isReservedForFiction('0500-43 10 00'), false);
  });
});

describe('agreements', () => {
  it('is about known parties, municipalities and parents', () => {
    const keys: readonly string[] = agreements.map((a) => a.key);
    const authorityKeys: readonly string[] = authorities.map((a) => a.key);
    for (const agreement of agreements) {
      assert.ok(agreement.parent === null || keys.includes(agreement.parent), agreement.key);
      for (const party of agreement.parties) assert.ok(authorityKeys.includes(party), party);
      for (const code of agreement.municipalities) assert.ok(codes.includes(code), code);
    }
    for (const term of terms) assert.ok(keys.includes(term.agreement), term.agreement);
  });

  it('has one value for a term on any day, in a unit of time that fits it', () => {
    for (const term of terms) {
      const allowed: readonly string[] = termKeys[term.key as keyof typeof termKeys].units;
      assert.ok(allowed.includes(term.value.unit), term.key);
      assert.ok(Number.isInteger(term.value.amount) && term.value.amount > 0, term.key);
      assert.ok(term.to === null || term.from < term.to, term.key);
      const others = terms.filter((t) => t !== term && t.agreement === term.agreement && t.key === term.key);
      for (const o of others)
        assert.ok((term.to !== null && term.to <= o.from) || (o.to !== null && o.to <= term.from), term.key);
    }
  });

  it("answers every question in the law or in the county's main agreement", () => {
    for (const key of Object.keys(termKeys)) {
      assert.ok(
        terms.some((t) => t.key === key && t.agreement !== 'lidkoping' && t.to === null),
        key,
      );
    }
  });

  it('says of every value where it comes from, and of unverified ones that they are examples', () => {
    for (const { source, verified, key } of terms) {
      assert.ok(source.length > 10, key);
      assert.equal(source === 'Exempelvärde, ej verifierat', !verified, key);
    }
  });

  it('has a municipality that has agreed otherwise, and terms that changed by date', () => {
    assert.ok(terms.some((t) => t.agreement === 'lidkoping'));
    assert.ok(terms.filter((t) => t.to !== null).length >= 2);
  });
});

describe('test persons', () => {
  it('holds only official test numbers with a right check digit, each once', () => {
    assertUnique(testNumbers, 'test number');
    for (const value of testPersonnummer) {
      const date = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;
      assert.equal(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10), date);
      assert.match(value, /^\d{8}98\d\d$/u, 'individual number 980-989 is never given to a person');
      assert.ok(passesLuhn(value), value);
    }
    for (const value of testSamordningsnummer) {
      assert.match(value, /^\d{6}[6-9]\d23[89]\d$/u);
      assert.ok(passesLuhn(value), value);
    }
  });

  it("is exactly the selection made from Skatteverket's list: a number cannot slip in or change", () => {
    const digest = createHash('sha256').update(testNumbers.join('\n')).digest('hex');
    assert.equal(digest, '7c3eebb25f1df60730d84397bfecf235bd5092341b4f12dfa79749b07ab9a91d');
  });

  it('lets the default county of 300 persons do without anyone born before 1914', () => {
    assert.ok(testNumbers.slice(0, 300).every((value) => value > '1914'));
  });

  it('has names that differ and for each group', () => {
    assertUnique(familyNames, 'family name');
    for (const group of givenNames) {
      assertUnique(group.woman, `women ${group.decade}`);
      assertUnique(group.man, `men ${group.decade}`);
    }
    assert.ok(nameCultures.reduce((sum, c) => sum + c.perMille, 0) < 300);
  });

  it('has someone to work in every kind of unit', () => {
    for (const kind of Object.keys(unitKinds))
      assert.ok(
        professionalTitles.some((t) => (t.at as readonly string[]).includes(kind)),
        kind,
      );
  });
});

describe('texts', () => {
  const pairs = [
    ...needPhrases,
    ...signals,
    ...whatMatters,
    ...followUpWords,
    ...goals.flatMap((g) => [g.goal, g.measure, ...g.interventions]),
    ...[...declineReasons, ...notKeptReasons, ...withdrawReasons].flatMap((r) => [r.label, r.text]),
  ];

  it('repeats no sentence, in either language', () => {
    assertUnique(
      pairs.map((p) => p.sv),
      'Swedish sentence',
    );
    assertUnique(
      pairs.map((p) => p.en),
      'English sentence',
    );
  });

  it('has both languages and no stray blanks', () => {
    for (const { sv, en } of pairs) {
      for (const text of [sv, en]) {
        assert.ok(text.length > 3, text);
        assert.doesNotMatch(text, /^\s|\s$|\s\s|\s[.,]/u);
      }
    }
  });

  it('calls nobody a case, a user or a client', () => {
    for (const { sv } of pairs) assert.doesNotMatch(sv, /\b(ärendet|brukare|brukaren|klient|klienten|vårdtagare)\b/iu);
  });

  it('fits in the fields: a need or signal in 300 characters, a measure in 500', () => {
    for (const { sv, en } of pairs) assert.ok(sv.length <= 300 && en.length <= 300, sv);
  });

  it('has phrases in every life area and many in the frequent ones', () => {
    const count = (code: string): number => needPhrases.filter((n) => n.area === code).length;
    for (const { code } of lifeAreas) assert.ok(count(code) >= 10, code);
    for (const code of ['d4', 'd5', 'd6', 'safety']) assert.ok(count(code) >= 30, code);
    assert.ok(signals.length >= 40);
    assert.ok(whatMatters.length >= 60);
    for (const { code } of lifeAreas)
      assert.ok(
        goals.some((g) => g.area === code),
        code,
      );
    assert.ok(goals.flatMap((g) => g.interventions).length >= 80);
  });

  it('lets every goal be carried by at least two, and keys are given once', () => {
    for (const { key, interventions } of goals) {
      assert.ok(interventions.length >= 2, key);
      assert.ok(new Set(interventions.map((i) => i.by)).size >= 2, key);
    }
    assertUnique(
      goals.map((g) => g.key),
      'goal',
    );
    for (const list of [declineReasons, notKeptReasons, withdrawReasons])
      assertUnique(
        list.map((r) => r.key),
        'reason',
      );
  });
});
