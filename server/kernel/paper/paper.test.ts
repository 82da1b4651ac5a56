import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { eachText, type Paper, type PaperBlock, runsFrom, textsOf } from '../../../contract/kernel/paper.ts';
import { htmlOf } from './html.ts';
import { packed } from './pack.ts';
import { lettersOf, readBack } from './read-back.fixture.ts';
import { closePaper, pdfOf } from './typeset.ts';

const at = Date.parse('2026-03-03T08:30:00Z');
const blocks: PaperBlock[] = [
  { kind: 'text', words: 'Ett stycke.\nMed två rader.' },
  { kind: 'heading', words: 'En tredje rubrik' },
  { kind: 'quote', words: 'Jag vill bo hemma.', by: 'Dina ord' },
  { kind: 'list', items: ['ett', 'två', 'tre'] },
  {
    kind: 'facts',
    rows: [
      ['Nästa gång', '3 mars 2026'],
      ['Hur', 'Hemma'],
    ],
  },
  {
    kind: 'table',
    head: ['Vad', 'Vem', 'När', 'Läge'],
    rows: [
      ['Träna', 'Du', '3 mars', 'Lovat'],
      ['Handla', 'Anna', '4 mars', 'Gjort'],
    ],
  },
];
const paper = (more: Partial<Paper> = {}): Paper => ({
  title: 'Plan för Elsa',
  language: 'sv',
  lead: ['En ingress'],
  sections: [
    { heading: 'Första delen', blocks },
    { heading: 'Andra delen', blocks: [{ kind: 'text', words: 'Slut.' }] },
  ],
  foot: 'Utskriven i dag av Sara',
  pageWord: 'Sida',
  unreadable: 'Några tecken gick inte att skriva ut.',
  ...more,
});
const one = (words: string): Paper => paper({ sections: [{ heading: 'Ord', blocks: [{ kind: 'text', words }] }] });
const set = async (what: Paper) => readBack(await pdfOf(what, at));

describe('A paper as PDF', () => {
  after(closePaper);

  it('says that it is PDF/UA-1, in which language, what it is called and when it was made', async () => {
    const pdf = await pdfOf(paper(), at);
    const read = await readBack(pdf);
    assert.match(read.xmp, /pdfuaid:part>1</u);
    assert.match(read.xmp, /2026-03-03T08:30:00/u);
    assert.deepEqual([read.marked, read.language, read.title], [true, 'sv', 'Plan för Elsa']);
    assert.equal((await set(paper({ language: 'en' }))).language, 'en');
  });

  it('has every heading, list, quote and table in its tag, the head of a table told from its cells', async () => {
    const { roles, tagged } = await set(paper());
    const textAt = (role: RegExp): string[] =>
      tagged.filter(({ path }) => role.test(path)).map(({ text }) => text.trim());
    assert.deepEqual(
      [
        roles['H1'],
        roles['H2'],
        roles['H3'],
        roles['Table'],
        roles['TH'],
        roles['TD'],
        roles['BlockQuote'],
        roles['L'],
      ],
      [1, 2, 1, 1, 4, 8, 1, 2],
    );
    assert.deepEqual(textAt(/H2/u), ['Första delen', 'Andra delen']);
    assert.deepEqual(textAt(/TH/u), ['Vad', 'Vem', 'När', 'Läge']);
    assert.deepEqual(textAt(/TD/u), ['Träna', 'Du', '3 mars', 'Lovat', 'Handla', 'Anna', '4 mars', 'Gjort']);
    assert.deepEqual(textAt(/L LI LBody/u).slice(0, 3), ['ett', 'två', 'tre']);
    assert.ok(
      textAt(/BlockQuote/u)
        .join(' ')
        .includes('Jag vill bo hemma.'),
    );
  });

  it('is read aloud in the order it stands, and nothing but the foot is passed over', async () => {
    const { tagged, texts } = await set(paper());
    const { foot, ...rest } = paper();
    assert.equal(
      lettersOf(tagged.map(({ text }) => text).join('')).replaceAll(/[•:]/gu, ''),
      lettersOf(textsOf({ ...rest, foot: '' }).join('')),
    );
    assert.deepEqual(
      texts.filter(({ mark }) => mark === null),
      [],
      'text without a tag',
    );
    const passed = texts.filter(({ mark, text }) => mark === 'artifact' && text.trim() !== ':');
    assert.deepEqual(
      passed.filter(({ text, y }) => y > 70 || !(foot.includes(text.trim()) || /^Sida \d+ \/ \d+$/u.test(text.trim()))),
      [],
    );
  });

  it('shows what could be taken for markup, or for a command, as it was typed', async () => {
    const hostile =
      '#import "x": * #eval("1") $x^2$ *fet* _k_ `kod` \\ <b> @ref https://x.se // inte borta /* och inte här */ = rubrik - lista [a](b) #read("/etc/passwd") "); #panic()';
    const { tagged, roles } = await set(one(hostile));
    assert.ok(lettersOf(tagged.map(({ text }) => text).join('')).includes(lettersOf(hostile)));
    assert.equal(roles['L'], undefined);
  });

  it('breaks words of any length inside the page, in every part', async () => {
    for (const word of [
      'W'.repeat(400),
      'i'.repeat(400),
      'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
      `https://example.se/${'a/'.repeat(150)}`,
      'Realisationsvinstbeskattning'.repeat(6),
    ]) {
      const long = eachText(paper(), (text) => (text === 'Träna' || text.length > 12 ? `${text} ${word}` : text));
      const read = await set(long);
      const outside = read.texts.filter(({ left, right }) => left < 60 || right > read.width - 60);
      assert.deepEqual(
        outside.map(({ text, page, right }) => `${page} ${right.toFixed(0)} ${text.slice(0, 20)}`),
        [],
      );
      const letters = lettersOf(read.tagged.map(({ text }) => text).join('')).replaceAll(/[-•:]/gu, '');
      for (const text of textsOf(long).slice(0, -1))
        assert.ok(letters.includes(lettersOf(text).replaceAll(/[-•:]/gu, '')), text.slice(0, 40));
    }
  });

  it('writes Arabic and Hebrew from the right, and emoji', async () => {
    const words = ['أريد أن أبقى في المنزل', 'אני רוצה להישאר בבית', 'Bra 🙂👩‍🦽 dag', 'Ελλάδα Україна ŁŐŞ'];
    const read = await set(
      paper({ sections: [{ heading: 'Språk', blocks: words.map((text) => ({ kind: 'text', words: text })) }] }),
    );
    assert.deepEqual(words.map(runsFrom), ['right', 'right', 'left', 'left']);
    const rightmost = Math.max(
      ...read.texts.filter(({ text }) => /[\u0590-\u08ff\ufb1d-\ufeff]/u.test(text)).map(({ right }) => right),
    );
    assert.ok(rightmost > read.width - 75, `${rightmost}`);
    // Each word is found whole; words that run from the right stand in a line as they are seen.
    const found = lettersOf(read.tagged.map(({ text }) => text).join(' '));
    for (const word of words.join(' ').split(' ')) assert.ok(found.includes(lettersOf(word)), word);
  });

  it('says so when there are letters that no font here has, and is made all the same', async () => {
    const read = await set(one('Mei 美 och 한글 \u{10FFFD}'));
    const text = read.tagged.map((tag) => tag.text).join(' ');
    assert.match(text, /Mei □ och □□ □/u);
    assert.match(text, /gick inte att skriva ut/u);
    assert.doesNotMatch((await set(one('Bara svenska'))).tagged.map((tag) => tag.text).join(' '), /gick inte/u);
  });

  it('is made of whatever anyone has typed', async () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const ranges = [
      [0, 0x7f],
      [0x80, 0x24f],
      [0x300, 0x36f],
      [0x590, 0x8ff],
      [0x900, 0xdff],
      [0x2000, 0x2bff],
      [0x3000, 0x9fff],
      [0xd800, 0xdfff],
      [0xfe00, 0xffff],
      [0x1f000, 0x1faff],
      [0xe0000, 0xe01ef],
    ] as const;
    for (let n = 0; n < 25; n++) {
      const words = Array.from({ length: 120 }, () => {
        const [from, to] = ranges[random(ranges.length)] ?? [32, 126];
        return String.fromCodePoint(from + random(to - from + 1));
      }).join('');
      const read = await set(one(words));
      assert.ok(read.tagged.length > 3, JSON.stringify(words));
    }
  });

  it('comes out the same twice, and small: packed it is less than half', async () => {
    const [first, second] = [await pdfOf(paper(), at), await pdfOf(paper(), at)];
    assert.deepEqual(first, second);
    assert.ok(first.length < 30_000, `${first.length}`);
    assert.throws(() => packed(Buffer.from('%PDF-1.7\nnothing')), RangeError);
  });

  it('is refused when the thread is ended under it, and the next is made by a new one', async () => {
    const cut = assert.rejects(pdfOf(paper(), at), { code: 'paper_unavailable' });
    await closePaper();
    await cut;
    assert.equal((await set(paper())).pages, 1);
  });
});

describe('A paper as HTML', () => {
  it('is one page by itself, without scripts, where everything typed is text', () => {
    const hostile = `</p><script>alert(1)</script><img src=x onerror=alert(1)> & "citat" 'x' \u0000\u0007`;
    const html = htmlOf(eachText(paper(), () => hostile));
    assert.equal(html.match(/<script|<img|onerror=alert\(1\)>/gu), null);
    assert.ok(html.includes('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;'));
    assert.ok(!/(?!\n)\p{Cc}/u.test(html));
    assert.equal(/(src|href)=|url\(|@import/u.exec(html.replaceAll(/&lt;.*?&gt;/gu, '')), null, 'nothing is fetched');
  });

  it('says its language, has one first heading and a head in each table', () => {
    const html = htmlOf(paper({ language: 'en' }));
    assert.match(html, /<html lang="en">/u);
    assert.equal(html.match(/<h1/gu)?.length, 1);
    assert.equal(html.match(/<th scope="col"/gu)?.length, 4);
    assert.match(html, /<title>Plan för Elsa<\/title>/u);
  });
});
