import assert from 'node:assert/strict';
import { writers, type Column, type Row } from './matrix.data.ts';
import type { Told } from './matrix-cases.fixture.ts';
import type { Answer, Asker, MatrixServer } from './matrix-world.fixture.ts';

/** What an answer without anything in it says, in the words of the matrix; undefined when it was let in. */
export function refusalIn({ status, body }: Answer): string | undefined {
  if (status === 200) return undefined;
  if (status === 403) return body?.code === 'assignment_ended' ? '403' : 'role';
  return status === 404 ? '-' : String(status);
}

const canonical = 'HWROBNCDKFSUV';
export const inOrder = (letters: Iterable<string>): string => {
  const set = new Set(letters);
  return Array.from(canonical)
    .filter((letter) => set.has(letter))
    .join('');
};
const orNone = (letters: string): string => letters || 'none';
const lettersOf = (cell: string): string => (/^[A-Z]+[*~]?$/u.test(cell) ? cell.replace(/[*~]/u, '') : '');

/** One who looks at one person: answers each column in the words of the matrix, and fails on anything that betrays more. */
export class Look {
  readonly #server: MatrixServer;
  readonly #told: Told;
  readonly #row: Row;
  readonly #asker: Asker;
  readonly #lists: Map<string, Promise<unknown>>;

  constructor(server: MatrixServer, told: Told, row: Row, asker: Asker, lists: Map<string, Promise<unknown>>) {
    [this.#server, this.#told, this.#row, this.#asker, this.#lists] = [server, told, row, asker, lists];
  }

  /** Letters of which any id or word is in the text. */
  #letters(text: string): string {
    return inOrder(
      [...this.#told.tokens]
        .filter(([, tokens]) => tokens.some((token) => text.includes(token)))
        .map(([letter]) => letter),
    );
  }

  #unitsOf(ids: readonly string[]): string {
    const { units, ownUnit } = this.#server;
    return inOrder(
      ids.map((id) => (id === ownUnit ? 'V' : (Object.keys(units).find((key) => units[key]?.id === id) ?? '?'))),
    );
  }

  /** Nothing of a unit that the cell does not name: no id of it either, unless an entry that may be read names it. */
  #nothingElse(column: Column, text: string, more = ''): void {
    const { units } = this.#server;
    const seen = new Set(`${lettersOf(this.#row[column])}${more}`);
    const named = new Set([...seen].flatMap((letter) => Array.from(this.#told.named.get(letter) ?? '')));
    if (this.#row.who === 'self') return;
    named.add(this.#row.who[0] ?? '');
    for (const [letter, unit] of Object.entries(units))
      if (!seen.has(letter) && !named.has(letter))
        assert.ok(!text.includes(unit.id), `${column}: names the unit ${letter}`);
  }

  #noAddress(text: string): void {
    for (const token of this.#told.address) assert.ok(!text.includes(token), `shows ${token}`);
  }

  /** The person does not exist: the answer and its headers are those for an id of nobody, and hold nothing of the person. */
  async #asNobody(column: string, path: string, answer: Answer): Promise<void> {
    const nobody = this.#server.newId();
    const address = path.replace(this.#told.personId, nobody);
    const other = await this.#asker.get(address);
    const facts = ({ status, body, headers }: Answer): unknown => [
      status,
      body,
      [...headers].filter(([name]) => !['date', 'x-request-id', 'keep-alive'].includes(name)),
    ];
    assert.deepEqual(facts(answer), facts(other), `${column}: ${path} is told from nobody's`);
    this.holdsNothing(column, `${answer.text}${JSON.stringify([...answer.headers])}`);
  }

  /** Neither name, number, address nor any unit's entry. */
  holdsNothing(column: string, text: string, but: readonly (string | undefined)[] = []): void {
    const all = [...this.#told.names, ...this.#told.address, ...[...this.#told.tokens.values()].flat()];
    for (const token of all) assert.ok(but.includes(token) || !text.includes(token), `${column}: holds ${token}`);
  }

  async #about(column: Column, path: string): Promise<Answer> {
    const answer = await this.#asker.get(path);
    if (answer.status === 404) await this.#asNobody(column, path, answer);
    else if (answer.status !== 200) this.holdsNothing(column, `${answer.text}${JSON.stringify([...answer.headers])}`);
    return answer;
  }

  /** A whole list of the asker's, read once for all cases. */
  #list<T>(name: string, read: () => Promise<T>): Promise<T> {
    const key = `${this.#asker.cookie} ${name}`;
    const known = this.#lists.get(key) ?? read();
    this.#lists.set(key, known);
    return known as Promise<T>;
  }

  async find(): Promise<string> {
    const { personId, names } = this.#told;
    const all = await this.#list('find', async () => {
      const found: string[] = [];
      let cursor: string | null = null;
      for (let page = 1; ; page++) {
        const answer: Answer = await this.#asker.send('POST', '/persons/find', {
          query: 'matris',
          limit: 7,
          ...(cursor ? { cursor } : {}),
        });
        const refused = refusalIn(answer);
        if (refused) return { refused, found, text: answer.text };
        const { items, total, next } = answer.body as { items: { id: string }[]; total: number; next: string | null };
        found.push(...items.map(({ id }) => id));
        cursor = next;
        if (cursor) continue;
        assert.equal(total, found.length, `find: the total after ${page} pages`);
        assert.equal(new Set(found).size, total, 'find: someone twice');
        return { refused: undefined, found, text: '' };
      }
    });
    if (all.refused) return all.refused;
    const known = all.found.includes(personId);
    for (const query of [names[3] ?? '', names[2] ?? '']) {
      const one = await this.#asker.send('POST', '/persons/find', { query });
      assert.deepEqual([one.body.total, one.body.items.length], known ? [1, 1] : [0, 0], 'find by number and by name');
      if (!known) this.holdsNothing('find', one.text);
    }
    return known ? 'yes' : '-';
  }

  async list(): Promise<string> {
    const { personId, offerId } = this.#told;
    type Line = { id: string; clockAt: string; person: { id: string } | null };
    const all = await this.#list('worklist', async () => {
      const rows: Line[] = [];
      for (const group of ['answer', 'do', 'wait'] as const) {
        let [after, count] = ['', 0];
        for (;;) {
          const answer = await this.#asker.get(`/worklist?group=${group}&limit=5${after}`);
          const refused = refusalIn(answer);
          if (refused) return { refused, rows };
          const page = [...answer.body.rows, ...answer.body.previews] as Line[];
          for (const hidden of answer.body.previews as Line[]) assert.equal(hidden.person, null);
          rows.push(...page);
          count += page.length;
          const last = page
            .toSorted((a, b) => Date.parse(a.clockAt) - Date.parse(b.clockAt) || a.id.localeCompare(b.id))
            .at(-1);
          if (last && page.length >= 5) after = `&after=${encodeURIComponent(last.clockAt)}&afterId=${last.id}`;
          else {
            assert.equal(answer.body.counts[group], count, `worklist: the count of ${group}`);
            break;
          }
        }
      }
      return { refused: undefined, rows };
    });
    if (all.refused) return all.refused;
    if (all.rows.some((row) => row.person?.id === personId)) return 'row';
    const preview = all.rows.filter((row) => row.person === null && row.id === offerId);
    this.holdsNothing('list', JSON.stringify(all.rows), [offerId]);
    return preview.length > 0 ? 'preview' : '-';
  }

  /** The cells `total` and `pages`. */
  async said(): Promise<[string, string]> {
    const path = `/persons/${this.#told.personId}/voice?limit=2`;
    let answer = await this.#about('pages', path);
    const refused = refusalIn(answer);
    if (refused) return [refused, refused];
    const { total } = answer.body as { total: number };
    let [text, seen] = ['', 0];
    for (;;) {
      text += answer.text;
      seen += answer.body.items.length;
      assert.equal(answer.body.total, total, 'the total on every page');
      if (answer.body.next === null) break;
      answer = await this.#asker.get(`${path}&cursor=${answer.body.next}`);
    }
    assert.equal(seen, total, 'what the pages hold together');
    this.#nothingElse('pages', text);
    const history = await this.#asker.get(`/persons/${this.#told.personId}/history?limit=100`);
    if (history.status === 200) this.#nothingElse('detail', history.text);
    else this.holdsNothing('pages', history.text);
    const beyond = await this.#asker.get(`${path}&cursor=${total}`);
    assert.deepEqual(beyond.body, { items: [], total, next: null });
    return [String(total), orNone(this.#letters(text))];
  }

  async detail(): Promise<string> {
    const answer = await this.#about('detail', `/persons/${this.#told.personId}/overview`);
    const refused = refusalIn(answer);
    if (refused) return refused;
    this.#nothingElse('detail', answer.text);
    const consents = await this.#asker.get(`/persons/${this.#told.personId}/consents?limit=100`);
    assert.deepEqual(
      [consents.body.items, consents.body.total],
      [answer.body.consents, answer.body.consents.length],
      'the list of consents shows as many as the page',
    );
    const { masked, contact, relatives } = answer.body as { masked: boolean; contact: unknown; relatives: unknown };
    if (masked && this.#row.who.length > 0 && !/^[a-z]/u.test(this.#row.who))
      assert.equal(relatives, null, 'relatives are masked');
    if (contact === null) this.#noAddress(answer.text);
    else for (const token of this.#told.address) assert.ok(answer.text.includes(token), `${token} is missing`);
    return `${orNone(this.#letters(answer.text))}${masked ? '*' : contact === null ? '~' : ''}`;
  }

  async promise(): Promise<string> {
    const { promises, offerId, personId } = this.#told;
    let seen = '';
    for (const letter of writers) {
      const id = promises.get(letter) ?? '';
      const answer = await this.#asker.get(`/commitments/${id}`);
      const refused = refusalIn(answer);
      if (refused && refused !== '-') return refused;
      if (refused) {
        const nobody = await this.#list('no promise', () => this.#asker.get(`/commitments/${this.#server.newId()}`));
        assert.deepEqual([answer.status, answer.body], [nobody.status, nobody.body]);
        this.holdsNothing('promise', answer.text);
      } else {
        assert.equal(answer.body.person.id, personId);
        assert.equal(this.#letters(answer.text), letter);
        this.#nothingElse('promise', answer.text);
        this.#noAddress(answer.text);
        seen += letter;
      }
    }
    if (seen || !offerId) return seen || '-';
    const offered = await this.#asker.get(`/commitments/${offerId}`);
    if (offered.status !== 200) return '-';
    assert.equal(offered.body.person, null);
    assert.ok(
      !offered.text.includes('Sekret-detalj') && !('needs' in offered.body),
      'a preview tells need, area and urgency only',
    );
    const own = this.#server.units[this.#row.who[0] ?? '']?.id;
    const deeds = (offered.body.history ?? []) as { id: string; unitId: string }[];
    assert.ok(
      deeds.every(({ unitId }) => unitId === own),
      'beside what one’s own unit has done with it',
    );
    this.holdsNothing('promise', offered.text, [offerId, ...deeds.map(({ id }) => id)]);
    return 'preview';
  }

  async plan(): Promise<string> {
    const { personId, planId, goals } = this.#told;
    const at = `/persons/${personId}/plans`;
    const answer = await this.#about('plan', `${at}/${planId}`);
    const refused = refusalIn(answer);
    const [list, now, editions, compared] = [
      await this.#asker.get(at),
      await this.#asker.get(`${at}/${planId}/editions/0`),
      await this.#asker.get(`${at}/${planId}/editions`),
      await this.#asker.get(`${at}/${planId}/compare?from=0&to=0`),
    ];
    const paper = await this.#asker.get(`${at}/${planId}/document?type=html`);
    const ofUnit = await this.#list(
      'plans',
      async () => (await this.#asker.get('/unit/plans?limit=100&state=preparing')).text,
    );
    if (refused) {
      for (const other of [now, editions, compared, paper])
        assert.deepEqual(
          [other.status, other.body],
          [answer.status, answer.body],
          'every page of a plan refuses alike',
        );
      for (const text of [list.text, ofUnit]) assert.ok(!text.includes(planId), 'a list shows the plan');
      return refused;
    }
    // Relatives, for choosing one who promises, are the person's own words.
    const all = this.#letters(answer.text);
    assert.ok(!all.includes('V') || this.#row.detail.includes('V'));
    const letters = all.replace('V', '');
    this.#nothingElse('plan', answer.text, inOrder(lettersOf(this.#row.call)));
    assert.equal(this.#letters(now.text), letters, 'the edition shows as much as the plan');
    const onPaper = this.#letters(paper.text);
    assert.ok(
      !onPaper.includes('V') || this.#row.detail.includes('V'),
      'the paper has the person’s words only where the page has them',
    );
    assert.equal(onPaper.replace('V', ''), letters, 'the paper shows as much as the plan');
    if (/[*~]/u.test(this.#row.detail)) this.#noAddress(paper.text);
    assert.deepEqual([editions.status, compared.body.changes], [200, []]);
    assert.ok(list.text.includes(planId));
    assert.equal(ofUnit.includes(planId), this.#row.find === 'yes', 'the unit’s list of plans');
    // One that is seen and one that is not; the goals themselves have been told apart above.
    const tried = [...goals].filter(
      ([letter]) => letter === letters[0] || letter === Array.from(writers).find((one) => !letters.includes(one)),
    );
    for (const [letter, goalId] of tried) {
      const history = await this.#asker.get(`${at}/${planId}/parts/${goalId}/history`);
      assert.equal(history.status, letters.includes(letter) ? 200 : 404, `the history of ${letter}'s goal`);
      if (history.status === 200) assert.equal(this.#letters(history.text), letter);
    }
    return letters;
  }

  async export(): Promise<string> {
    const answer = await this.#about('export', `/persons/${this.#told.personId}/export`);
    const refused = refusalIn(answer);
    if (refused) return refused;
    this.#nothingElse('export', answer.text);
    if (/[*~]/u.test(this.#row.detail)) this.#noAddress(answer.text);
    return orNone(this.#letters(answer.text));
  }

  async log(): Promise<string> {
    const { personId } = this.#told;
    const answer = await this.#about('log', `/persons/${personId}/log?limit=100`);
    const refused = refusalIn(answer);
    if (refused) return refused;
    const unitId = this.#server.units[this.#row.who[0] ?? '']?.id;
    const lines = answer.body.items as { unitId: string | null }[];
    assert.ok(lines.length > 0);
    if (lines.every((line) => line.unitId === unitId)) {
      // What the unit read while it was in the circle stays told to its head, whose entries too.
      if (this.#row.find === 'yes') this.#nothingElse('log', answer.text, this.#row.why);
      return 'unit';
    }
    assert.ok(!/[A-Z]/u.test(this.#row.who), 'staff read of another unit’s reading');
    return 'all';
  }

  async why(): Promise<string> {
    const answer = await this.#about('why', `/persons/${this.#told.personId}/why`);
    const refused = refusalIn(answer);
    if (refused) return refused;
    this.#nothingElse('why', answer.text);
    const own = lettersOf(this.#row.why);
    for (const letter of this.#letters(answer.text)) assert.ok(own.includes(letter), `why: an entry of ${letter}`);
    // Who else can see tells of no unit beyond, and of no entry that is not open to the one who asks.
    const readers = await this.#about('why', `/persons/${this.#told.personId}/readers`);
    assert.equal(refusalIn(readers), undefined);
    this.#nothingElse('why', readers.text);
    const open = (answer.body.sees as { unitId: string }[]).map(({ unitId }) => unitId);
    for (const { sees } of readers.body.units as { sees: { unitId: string }[] }[])
      for (const { unitId } of sees) assert.ok(open.includes(unitId), 'readers: an entry of a unit that is not open');
    return this.#unitsOf((answer.body.sees as { unitId: string }[]).map(({ unitId }) => unitId));
  }

  async gap(): Promise<string> {
    const { personId, gapId, offerId } = this.#told;
    type Gap = { id: string; since: string; level: number; subjectId: string | null; person: { id: string } | null };
    const all = await this.#list('gaps', async () => {
      const rows: Gap[] = [];
      for (let after = ''; ;) {
        const answer = await this.#asker.get(`/gaps?limit=5${after}`);
        const refused = refusalIn(answer);
        if (refused) return { refused, rows };
        const page = [...answer.body.rows, ...answer.body.previews] as Gap[];
        rows.push(...page);
        const last = page
          .toSorted(
            (a, b) => b.level - a.level || Date.parse(a.since) - Date.parse(b.since) || a.id.localeCompare(b.id),
          )
          .at(-1);
        if (last && page.length >= 5)
          after = `&after=${encodeURIComponent(last.since)}&afterId=${last.id}&afterLevel=${last.level}`;
        else {
          const counted = Object.values(answer.body.counts.byLevel as Record<string, number>).reduce(
            (sum, n) => sum + n,
            0,
          );
          assert.equal(counted, rows.length, 'the gap board’s counts');
          return { refused: undefined, rows };
        }
      }
    });
    if (all.refused) return all.refused;
    const found = all.rows.find(
      ({ id, subjectId }) => id === gapId || (offerId !== undefined && subjectId === offerId),
    );
    const alone = await this.#asker.get(`/gaps/${gapId}`);
    const listed = all.rows.find(({ id }) => id === gapId);
    assert.equal(
      refusalIn(alone) === undefined,
      listed !== undefined,
      'a gap is opened by those who have it on their board, and no others',
    );
    assert.equal(
      (alone.body as Gap).person?.id ?? null,
      listed?.person?.id ?? null,
      'opened, it tells who to those whom the board tells',
    );
    if (found?.person) return found.person.id === personId ? 'row' : 'another person';
    this.holdsNothing('gap', JSON.stringify(all.rows), found ? [found.id, offerId] : []);
    return found ? 'preview' : '-';
  }

  async call(): Promise<string> {
    const answer = await this.#about('call', `/persons/${this.#told.personId}/who-to-call`);
    const refused = refusalIn(answer);
    if (refused) return refused;
    this.#nothingElse('call', answer.text);
    return orNone(this.#unitsOf((answer.body.lines as { unitId: string }[]).map(({ unitId }) => unitId)));
  }

  async write(): Promise<string> {
    const body = { words: 'Skrivet av den som får' };
    const answer = await this.#asker.send('POST', `/persons/${this.#told.personId}/voice`, body);
    const refused = refusalIn(answer);
    if (refused === undefined) return 'yes';
    const nobody = await this.#asker.send('POST', `/persons/${this.#server.newId()}/voice`, body);
    if (refused === '-' && this.#row.find !== '-') assert.equal(nobody.status, 404);
    else assert.deepEqual([answer.status, answer.body], [nobody.status, nobody.body]);
    this.holdsNothing('write', answer.text);
    return refused;
  }
}
