import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { textsOf } from '../../../contract/kernel/paper.ts';
import { lix, textsIn } from '../../../web/my-care/lix.ts';
import { htmlOf } from '../../kernel/paper/html.ts';
import { lettersOf, readBack } from '../../kernel/paper/read-back.fixture.ts';
import { closePaper, pdfOf } from '../../kernel/paper/typeset.ts';
import { facts, goal, hardest, intervention, NOW, plan } from './document.fixture.ts';
import { paperOf, type DocumentFacts } from './document.rules.ts';
import { mostBytes, nationalCarePlan, type NationalFacts } from './national.rules.ts';
import { dateWords, documentWords, momentWords } from './words.rules.ts';

const said = (what: DocumentFacts, language: 'sv' | 'en' = 'sv'): string => textsOf(paperOf(what, language)).join('\n');
const bodyOf = (what: DocumentFacts): string => textsOf({ ...paperOf(what, 'sv'), foot: '' }).join('\n');
const forty = (): DocumentFacts =>
  facts({ plan: plan({ interventions: Array.from({ length: 40 }, (_, n) => intervention(n)) }) });

describe('The words of the plan on paper', () => {
  it('are easy to read: LIX under 35 in every part that is some length, and as a whole', () => {
    for (const [part, words] of Object.entries(documentWords.sv)) {
      const texts = textsIn(words).filter((text) => text.split(/\s+/u).length > 2);
      if (texts.join(' ').split(/\s+/u).length >= 20) assert.ok(lix(texts) < 35, `${part}: ${lix(texts).toFixed(1)}`);
    }
    assert.ok(lix(textsIn(documentWords.sv)) < 35, lix(textsIn(documentWords.sv)).toFixed(1));
  });

  it('are all there in both languages, and nothing is empty', () => {
    for (const words of Object.values(documentWords)) for (const text of textsIn(words)) assert.ok(text.trim() !== '');
    const english = said(facts(), 'en');
    assert.match(english, /Plan for Elsa Öberg/u);
    assert.doesNotMatch(
      english.replaceAll(/Samordnad individuell plan|Öberg|[\s\S]{0}/gu, ''),
      /Utskriven|Mål på|Ring på/u,
    );
  });

  it('tell day and time as one says them, in Stockholm', () => {
    assert.deepEqual(
      [momentWords(NOW, 'sv'), momentWords(NOW, 'en')],
      ['3 mars 2026 kl. 9.30', '3 March 2026 at 09:30'],
    );
    assert.equal(dateWords(Date.parse('2026-06-30T22:30:00Z'), 'sv'), '1 juli 2026');
  });
});

describe('The plan on paper', () => {
  it('has what matters, the meeting, goals, who does what by when, others, the crisis plan, who answers for it, the next follow-up and who printed', () => {
    const text = said(facts());
    for (const words of [
      'Jag vill bo kvar hemma.',
      'Maten och kaffet',
      'Anna Öberg',
      'Hemsjukvården Öst (Karin Lind)',
      'Kunna gå till affären själv',
      'Att jag går dit två gånger',
      'Träna balans och gång',
      'Hemsjukvården Öst, Storviks kommun',
      '6 mars 2026',
      'Lovat',
      'Gjort',
      'Vi väntar på svar',
      'Prova ut rullator, senast 13 mars 2026',
      'Körskjuts till kören på onsdagar (Svenska kyrkan)',
      'Ring kväll, natt och helg',
      '0500-39 00 61',
      'Region Norr',
      '1 juni 2026',
      'Hemma hos dig',
      'Nummer 3',
      'Utskriven 3 mars 2026 kl. 9.30 av Sara Vik, Vårdcentralen Ekbacken',
      'Jag vågar gå ut igen',
      '19400101-2395',
    ])
      assert.ok(text.includes(words), words);
  });

  it('has no identity number and no address of a person with protected identity', () => {
    for (const protection of ['confidential', 'protected_registration'] as const) {
      const text = said(facts({ person: { ...facts().person, protection } }));
      assert.doesNotMatch(text, /19400101|2395/u);
      assert.match(text, /De är skyddade/u);
    }
  });

  it('leaves out what nobody has promised any longer, and says that there is more where something may not be shown', () => {
    const some = [
      intervention(0, { what: 'Städa', state: 'declined' }),
      intervention(3, { what: 'Laga mat' }),
      { ...intervention(6), promise: null },
    ];
    const text = bodyOf(facts({ plan: plan({ goals: [goal(0)], interventions: some }) }));
    assert.match(text, /Laga mat/u);
    assert.doesNotMatch(text, /Städa/u);
    assert.match(text, /en sak till som inte får stå här/u);
  });

  it('says what is not there yet, instead of leaving a gap', () => {
    const empty = facts({
      person: { ...facts().person, voice: null },
      meeting: null,
      plan: plan({
        state: 'preparing',
        edition: 0,
        goals: [],
        interventions: [],
        otherMeasures: [],
        followUps: [],
        sections: [],
        responsibleAuthority: null,
        responsibleUnit: null,
        nextFollowUpAt: null,
        personAgrees: 'not_asked',
      }),
    });
    const text = bodyOf(empty);
    for (const words of [
      'Här finns inga ord från dig än',
      'Det finns inga mål än',
      'Ett utkast',
      'Det är inte bestämt än',
      'Du har inte fått frågan än',
    ])
      assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /När vi möttes|Om det blir sämre/u);
  });

  it('keeps to itself who should not come to the meeting, and where it was held', () => {
    const sections = [
      { ...plan().sections[0], kind: 'not_come', words: 'Inte min bror' } as const,
      { ...plan().sections[0], kind: 'practical', words: 'Storgatan 1' } as const,
    ];
    assert.doesNotMatch(said(facts({ plan: plan({ sections: sections as never }) })), /bror|Storgatan/u);
  });
});

describe('The plan as files', () => {
  after(closePaper);

  it('weighs less than 1177 takes, also with forty interventions', async (t) => {
    for (const [name, what] of Object.entries({ ordinary: facts(), forty: forty(), hardest: hardest() })) {
      const paper = paperOf(what, 'sv');
      const [pdf, html] = [(await pdfOf(paper, NOW)).length, Buffer.byteLength(htmlOf(paper))];
      t.diagnostic(`${name}: PDF ${pdf} bytes, HTML ${html}`);
      assert.ok(pdf < mostBytes && html < mostBytes, `${name} ${pdf} ${html}`);
    }
  });

  it('loses no text of a plan with forty interventions, names from the right, emoji and words of any length', async () => {
    const paper = paperOf(hardest(), 'sv');
    const read = await readBack(await pdfOf(paper, NOW));
    const plain = (text: string): string => lettersOf(text).replaceAll(/[-•:]/gu, '');
    const found = plain(read.tagged.map(({ text }) => text).join(''));
    const lost = textsOf(paper)
      .slice(0, -1)
      .flatMap((text) => text.split(/[\s:]+/u))
      .filter((word) => !found.includes(plain(word)));
    assert.deepEqual(lost, []);
    assert.deepEqual(
      read.texts
        .filter(({ left, right, y }) => left < 60 || right > read.width - 60 || y < 30 || y > read.height - 50)
        .map(({ text, page }) => `${page}: ${text}`),
      [],
    );
    assert.deepEqual(
      read.texts.filter(({ mark }) => mark === null),
      [],
    );
    const html = htmlOf(paper);
    assert.ok(html.includes('אברהם-Öberg') && html.includes('W'.repeat(180)) && !html.includes('<script>'));
  });
});

describe('The plan as 1177 is told of it', () => {
  const national = (more: Partial<NationalFacts> = {}): NationalFacts => ({
    plan: plan(),
    patient: { number: '194001012395', system: 'personnummer' },
    unit: { hsaId: 'SE0000000000-1001', name: 'Vårdcentralen Ekbacken' },
    careUnitHsaId: 'SE0000000000-1001',
    careGiverHsaId: 'SE0000000000-1000',
    sourceSystemHsaId: 'SE0000000000-9000',
    participating: ['SE0000000000-1002', 'SE0000000000-1001', 'SE0000000000-1002'],
    mayBeShown: true,
    document: { mediaType: 'text/html', content: Buffer.from('<p>Å</p>') },
    ...more,
  });

  it('has the same id in every edition, a new time, and the type SIP', () => {
    const [third, fourth] = [
      nationalCarePlan(national()),
      nationalCarePlan(national({ plan: plan({ edition: 4, changed: { at: '2026-06-30T22:30:05Z', by: null } }) })),
    ];
    assert.equal(third.carePlanHeader.documentId, fourth.carePlanHeader.documentId);
    assert.equal(fourth.carePlanHeader.documentTime, '20260701003005');
    assert.equal(third.carePlanBody.typeOfCarePlan, 'SIP');
  });

  it('is approved for the person when it is established and may be shown, never before', () => {
    const approved = (more: Partial<NationalFacts>): boolean =>
      nationalCarePlan(national(more)).carePlanHeader.approvedForPatient;
    assert.deepEqual(
      [
        approved({}),
        approved({ mayBeShown: false }),
        approved({ plan: plan({ state: 'preparing', edition: 0, establishedAt: null }) }),
      ],
      [true, false, false],
    );
  });

  it('names the person by number and register, each unit once, and carries the document in base64', () => {
    const { carePlanHeader: header, carePlanBody: body } = nationalCarePlan(national());
    assert.deepEqual(header.patientId, { id: '194001012395', type: '1.2.752.129.2.1.3.1' });
    assert.equal(
      nationalCarePlan(national({ patient: { number: '194001612395', system: 'samordningsnummer' } })).carePlanHeader
        .patientId.type,
      '1.2.752.129.2.1.3.3',
    );
    assert.deepEqual(
      body.participatingCareUnitHSAId.map(({ extension }) => extension),
      ['SE0000000000-1001', 'SE0000000000-1002'],
    );
    assert.deepEqual(
      body.content.map(({ mediaType, value }) => [mediaType, Buffer.from(value, 'base64').toString()]),
      [['text/html', '<p>Å</p>']],
    );
    assert.ok(!JSON.stringify(nationalCarePlan(national())).includes('nullified'));
  });

  it('refuses a document that is too heavy, and a number that is none', () => {
    assert.throws(
      () =>
        nationalCarePlan(
          national({ document: { mediaType: 'application/pdf', content: Buffer.alloc(mostBytes + 1) } }),
        ),
      RangeError,
    );
    assert.throws(
      () => nationalCarePlan(national({ patient: { number: '19400101-2395', system: 'personnummer' } })),
      RangeError,
    );
  });
});
