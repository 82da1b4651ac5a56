import assert from 'node:assert/strict';
import { peopleRoutes } from '../contract/people.ts';
import { asks, hasNeed, makeKnown, personOf, saysYes } from './harness/known.ts';
import { nextPerson } from './harness/people.ts';
import { story, tellInteractions } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const centreName = 'Närhälsan Hentorp vårdcentral';
const ownName = 'Hälso- och sjukvård i hemmet Skövde centrum';
const scrolled = (tab: Tab): Promise<number> => tab.page.evaluate<number>('scrollY');
const focusedName = (tab: Tab): Promise<string> =>
  tab.page.evaluate<string>(`document.activeElement?.getAttribute('aria-label') ?? ''`);
const sideways = (tab: Tab): Promise<boolean> =>
  tab.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Waits for what a script of the page would answer; the page itself lets no words become code. */
async function until(tab: Tab, words: string): Promise<void> {
  for (let n = 0; n < 100 && !(await tab.page.evaluate<boolean>(words)); n++) await tab.page.waitForTimeout(100);
  assert.ok(await tab.page.evaluate<boolean>(words), words);
}

story('the circle shows who carries what, and an empty seat, and is walked by keyboard', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const id = await personOf(nurse, 'Sandell');
  await nurse.go(`/persons/${id}`);
  const circle = nurse.part('Vem bär vad');
  await circle.offers(new RegExp(`^${ownName}, .*\\d behov`, 'u'));
  await circle.offers(new RegExp(`^${centreName}, .*sen`, 'u'));
  await circle.offers(/^Ingen fast omsorgskontakt, saknas/u);
  assert.ok((await circle.root.locator('.tie[data-state=carried], .tie[data-state=late]').count()) >= 2);
  assert.ok((await circle.root.locator('.tie[data-state=pending]').count()) >= 1, 'what is offered is dashed');
  // The same in words, for whoever does not look at pictures.
  await nurse
    .part('Vilka är med')
    .line(ownName)
    .sees(/\d behov/u);
  const seat = circle.root.getByRole('link', { name: new RegExp(`^${centreName}`, 'u') });
  await seat.focus();
  await nurse.page.keyboard.press('Enter');
  await nurse.seesHeading(centreName);
});

story(
  'the line lies in time with a lane for each organisation; arrows walk it and the address keeps the period',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const id = await personOf(nurse, 'Sandell');
    await nurse.go(`/persons/${id}`);
    const line = nurse.part('Linjen');
    const bars = line.root.getByRole('list').getByRole('link');
    await bars.first().waitFor();
    assert.ok((await bars.count()) >= 8);
    assert.equal(await line.root.locator('[data-bar][tabindex="0"]').count(), 1, 'one stop for Tab');
    await line.root.locator('[data-bar][tabindex="0"]').focus();
    const before = await focusedName(nurse);
    await nurse.page.keyboard.press('ArrowRight');
    const after = await focusedName(nurse);
    assert.ok(after !== '' && after !== before);
    assert.match(after, /→/u);
    await line.choose('1 år');
    await nurse.page.waitForURL(/line=year/u);
    await nurse.go(`/persons/${id}?line=weeks`);
    assert.ok(await nurse.part('Linjen').root.getByRole('radio', { name: '2 veckor' }).isChecked());
  },
);

story(
  'a new need, a signal and an offer are written beside the page: Back closes, what was typed is kept',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const { id, familyName } = await makeKnown('Frida', nurse);
    await hasNeed(nurse, id, 'd5', 'Jag orkar inte laga mat.');
    await nurse.go(`/persons/${id}`);
    await nurse.part('Behov').sees('Jag orkar inte laga mat.');
    await nurse.page.evaluate(`document.getElementById('needs').scrollIntoView()`);
    const place = await scrolled(nurse);
    await nurse.part('Behov').press('Nytt behov');
    const sheet = nurse.dialog('Nytt behov');
    const words = s.onlyHere('Jag hör inte när det ringer på dörren.');
    await sheet.write('Behovet, med personens ord', words);
    await nurse.seesHeading(new RegExp(familyName, 'u'));
    assert.equal(await scrolled(nurse), place, 'the page behind stays where it was');
    await nurse.page.goBack();
    await nurse.page.waitForURL(new RegExp(`/persons/${id}$`, 'u'));
    assert.equal(await nurse.page.getByRole('dialog').count(), 0);
    assert.equal(await scrolled(nurse), place);
    await nurse.part('Behov').press('Nytt behov');
    await sheet.reads('Behovet, med personens ord', words);
    await sheet.select('Livsområde', 'Prata, höra');
    await sheet.press('Öppna behovet');
    await nurse.part('Behov').sees(words);
    assert.equal(await nurse.page.getByRole('dialog').count(), 0);
    await nurse.page.goBack();
    await nurse.page.waitForURL((url) => !url.search.includes('do='));

    // An address that can be sent: the page with the form beside it; Escape closes it.
    await nurse.go(`/persons/${id}?do=signal`);
    await nurse.dialog('Skicka en signal').seesHeading(/./u);
    await nurse.page.keyboard.press('Escape');
    await nurse.page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(new URL(nurse.page.url()).search, '');
  },
);

story('who else can see follows the person’s yes at once', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const centre = await s.signIn('demo-primary-care');
  const { id } = await makeKnown('Göta', nurse, centre);
  await nurse.go(`/persons/${id}`);
  await nurse.press('Vilka fler kan se?');
  const who = nurse.dialog('Vilka fler kan se?');
  await who.line(ownName).sees('Ni som arbetar på er enhet: allt som du ser');
  await who.lacks(centreName);
  await saysYes(id, 'disclosure', nurse, centre);
  await who.line(centreName).sees('De som arbetar på enheten: allt som du ser');
  await who.line(centreName).unfold('Vems uppgifter, och varför');
  await who.line(centreName).sees('Personen har sagt ja');
});

story('a yes taken back while the page is open closes what it opened, calmly, and keeps what was typed', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const centre = await s.signIn('demo-primary-care');
  const { id } = await makeKnown('Elvira', nurse, centre);
  await saysYes(id, 'disclosure', centre, nurse);
  const theirs = s.onlyHere('Jag blir yr av tabletterna.');
  await hasNeed(centre, id, 'd5', theirs);
  await nurse.go(`/persons/${id}`);
  await nurse.part('Behov').sees(theirs);
  await nurse.press('Signalera en förändring');
  const sheet = nurse.dialog('Skicka en signal');
  const typed = s.onlyHere('Hon har ramlat två gånger');
  await sheet.write('Vad har du märkt?', typed);
  const { consents } = await centre.ask(peopleRoutes.overview, { params: { personId: id } });
  const given = consents.find(({ kind }) => kind === 'disclosure');
  await centre.ask(peopleRoutes.withdrawConsent, {
    params: { personId: id, consentId: given?.id ?? '' },
    body: { version: given?.version ?? 0, form: 'oral' },
  });
  await nurse.sees('Något har stängts');
  await nurse.main.lacks(theirs);
  await sheet.reads('Vad har du märkt?', typed);
  await nurse.press('Jag har läst');
  await nurse.lacks('Något har stängts');
});

story('a warning is written beside the page, and a colleague with the page open sees who wrote it', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const head = await s.signIn('demo-head-home-care');
  const { id } = await makeKnown('Asta', nurse);
  await head.go(`/persons/${id}`);
  await head.part('Varningar').sees('Ingen varning är inskriven.');
  await nurse.go(`/persons/${id}`);
  const steps = nurse.count();
  await nurse.part('Varningar').press('Skriv in en varning');
  const words = s.onlyHere('Tål inte penicillin: andnöd');
  await nurse.write('Varningen, kort', words);
  await nurse.choose('Överkänslighet');
  await nurse.press('Spara varningen');
  tellInteractions('warning recorded, from the person’s page', steps(), 4);
  const seen = head.part('Varningar').line(words);
  await seen.sees('Överkänslighet', /^Karin Hedlund, /u);

  // Two change the same warning: the second is told, and loses no word.
  await seen.press('Ändra');
  await head.dialog('Ändra varningen').write('Varningen, kort', `${words}, 2019`);
  await nurse.part('Varningar').line(words).press('Avsluta');
  await nurse.dialog('Avsluta varningen').choose('Det blev fel');
  await nurse.dialog('Avsluta varningen').press('Avsluta varningen');
  await nurse.part('Varningar').sees('Ingen varning är inskriven.');
  await head.dialog('Ändra varningen').sees('Varningen är ändrad av någon annan. Så här står den nu på sidan.');
  const answer = await nurse.ask(peopleRoutes.history, { params: { personId: id } });
  assert.deepEqual(
    answer.items.filter(({ kind }) => kind === 'alerts').map(({ type }) => type),
    ['alert_ended', 'alert_recorded'],
  );
  await nurse.press('Visa vad som har hänt');
  await nurse.part('Vad har hänt').line('Varningen avslutades').sees(words);
});

story(
  'the contact card prints with who printed it, without forms, and masked where identity is protected',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const person = nextPerson('Nanna');
    const street = 'Hemliga gatan 7';
    const { personId: id } = await nurse.ask(peopleRoutes.register, {
      body: { ...person, role: 'performer', reason: 'Ringde själv', contact: { street, phone: '070-174 06 33' } },
    });
    await nurse.go(`/persons/${id}`);
    await nurse.sees(street);
    await nurse.page.evaluate('window.print = () => { window.printedOnce = true }');
    await nurse.part('Ring nu').press('Skriv ut kontaktkort');
    await until(nurse, 'window.printedOnce === true');
    await nurse.page.emulateMedia({ media: 'print' });
    await nurse.sees('Kontaktkort', street, /^Utskrivet av Karin Hedlund, /u);
    await nurse.lacks('Fråga eller lämna över', 'Nytt behov', 'Skriv in ett svar', 'Löften');
    await nurse.page.emulateMedia({ media: 'screen' });

    const { person: now } = await nurse.ask(peopleRoutes.overview, { params: { personId: id } });
    await nurse.ask(peopleRoutes.change, {
      params: { personId: id },
      body: {
        version: now.version,
        givenName: now.givenName,
        familyName: now.familyName,
        protection: 'confidential',
        language: 'ar',
        interpreter: true,
        deceasedOn: null,
      },
    });
    await nurse.sees(/Skyddade personuppgifter\. Lämna/u, 'Tolk: arabiska');
    await nurse.page.emulateMedia({ media: 'print' });
    await nurse.lacks(street, '070-174 06 33');
    await nurse.sees(/skrivs inte ut/u);
  },
);

story(
  'at 320 px, and at 400 % of a laptop, nothing of the person’s page goes sideways, nor what opens beside it',
  async (s) => {
    const nurse = await s.signIn('demo-district-nurse');
    const centre = await s.signIn('demo-primary-care');
    const id = await personOf(nurse, 'Sandell');
    const { id: other } = await makeKnown('Vivi', nurse, centre);
    await saysYes(other, 'disclosure', nurse, centre);
    for (let n = 0; n < 3; n++) await asks(nurse, centre, other, s.onlyHere(`Fråga ${n}`));
    await nurse.page.setViewportSize({ width: 320, height: 256 });
    for (const path of [`/persons/${id}`, `/persons/${other}`, `/persons/${id}?do=offer`, `/persons/${id}?do=alert`]) {
      await nurse.go(path);
      await nurse.page.locator('.skeleton').first().waitFor({ state: 'detached' });
      assert.equal(await sideways(nurse), false, path);
    }
  },
);
