import assert from 'node:assert/strict';
import { personOf } from './harness/known.ts';
import { story } from './harness/story.ts';
import type { Tab } from './harness/tab.ts';

const homeCare = 'Hälso- och sjukvård i hemmet Skövde centrum';

/** A picture such as a camera makes, large and with a place in it, drawn by the browser itself. */
async function photo(tab: Tab): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const drawn = await tab.page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1800;
    const drawing = canvas.getContext('2d');
    for (let n = 0; n < 400; n++) {
      drawing.fillStyle = 'hsl(' + n * 37 + ' 60% 50%)';
      drawing.fillRect((n * 331) % 2400, (n * 197) % 1800, 300, 200);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  })()`);
  const plain = Buffer.from(drawn, 'base64');
  const exif = Buffer.from('\xff\xe1\x00\x14Exif\0\0GPS 58.39 13.84', 'latin1');
  exif.writeUInt16BE(exif.length - 2, 2);
  return {
    name: 'IMG_1.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]),
  };
}

story('the person writes what matters and shows a picture, and the nurse sees both', async (s) => {
  const ingegerd = await s.signIn('demo-person', { width: 390 });
  const nurse = await s.signIn('demo-district-nurse');
  await nurse.go(`/persons/${await personOf(nurse, 'Sandell')}`);
  const words = s.onlyHere('Jag vill se mina äppelträd från fönstret');
  const alt = s.onlyHere('Tre äppelträd i blom');
  const mine = ingegerd.part('Det här är viktigt för mig');
  await mine.press('Skriv nytt');
  await mine.write('Vad är viktigt för dig?', words);
  await mine.press('Skriv');
  await ingegerd.sees('Sparat. De som hjälper dig ser det nu.');
  await mine.press(/^(Lägg till en bild|Byt bild)$/u);
  await ingegerd.page.getByLabel('Välj en bild').setInputFiles(await photo(ingegerd));
  await ingegerd.page.getByRole('img', { name: 'Bilden du har valt' }).waitFor();
  await mine.press('Visa bilden');
  await mine.sees('Fyll i det här.');
  await mine.write('Vad ser man på bilden?', alt);
  await mine.press('Visa bilden');
  await ingegerd.sees('Bilden visas nu för dem som hjälper dig.');
  await nurse.sees(words);
  const shown = nurse.page.getByRole('img', { name: alt });
  await shown.waitFor();
  const bytes = Buffer.from(((await shown.getAttribute('src')) ?? '').split(',')[1] ?? '', 'base64');
  if (bytes.length > 200_000 || bytes.includes('GPS'))
    throw new Error('the picture is large or tells where it was taken');
  await mine.press('Ta bort bilden');
  await ingegerd.dialog().press('Radera helt');
  await ingegerd.sees('Bilden är raderad.');
  await shown.waitFor({ state: 'detached' });
});

/** Recognition of speech as a browser has it that keeps the voice on the device. What is said stands in for a microphone. */
const recognition = `
  window.SpeechRecognition = class extends EventTarget {
    static available = async ({ langs, processLocally }) => (processLocally && langs.includes('sv-SE') ? 'downloadable' : 'unavailable');
    static install = () => new Promise((done) => setTimeout(() => done(true), window.fetchingMs ?? 0));
    start() {
      window.listened = (window.listened ?? 0) + 1;
      if (!this.processLocally) throw new Error('the voice would leave the device');
      const said = (text, isFinal) => Object.assign(new Event('result'), { resultIndex: 0, results: [Object.assign([{ transcript: text }], { isFinal })] });
      setTimeout(() => this.dispatchEvent(said('att få', false)), 50);
      setTimeout(() => this.dispatchEvent(said('att få sitta i trädgården', true)), 150);
    }
    stop() { setTimeout(() => this.dispatchEvent(new Event('end')), 50); }
    abort() {}
  };`;

story(
  'what matters can be spoken: it becomes text that can be changed, and the voice stays on the device',
  async (s) => {
    const ingegerd = await s.signIn('demo-person', { width: 390 });
    await ingegerd.context.addInitScript(recognition);
    await ingegerd.go('/');
    await ingegerd.press(/^Skriv/u);
    await ingegerd.write('Vad är viktigt för dig?', 'Lugn och ro.');
    await ingegerd.sees('Din röst stannar här hos dig');
    await ingegerd.press('Tala i stället');
    await ingegerd.sees('Tala nu');
    await ingegerd.reads('Vad är viktigt för dig?', 'Lugn och ro. Att få sitta i trädgården');
    await ingegerd.press('Sluta lyssna');
    await ingegerd.offers('Tala i stället');
    await ingegerd.press('Skriv');
    await ingegerd.sees('Sparat. De som hjälper dig ser det nu.', 'Att få sitta i trädgården');

    // The form is left while the language is still on its way: then nobody is listened to.
    const listened = (): Promise<number> => ingegerd.page.evaluate<number>('window.listened');
    assert.equal(await listened(), 1);
    await ingegerd.page.evaluate('window.fetchingMs = 600');
    await ingegerd.press('Skriv nytt');
    await ingegerd.press('Tala i stället');
    await ingegerd.sees('Vänta lite');
    await ingegerd.press('Avbryt');
    await ingegerd.page.waitForTimeout(1_000);
    assert.equal(await listened(), 1);
  },
);

story('not feeling safe is one press, a promise with a clock, and an answer that shows', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const ingegerd = await s.signIn('demo-person', { width: 390 });
  await ingegerd.press('Jag känner mig inte trygg');
  await ingegerd.offers('Ring 112');
  await ingegerd.offers('Ring 1177');
  const send = ingegerd.page.getByRole('button', { name: 'Säg till nu' });
  await send.waitFor();
  await ingegerd.sees(/får veta det\./u);
  await send.dblclick();
  const state = ingegerd.part('Vi har sagt till');
  await state.sees('Skickat. De har inte läst det än.', /Svar senast/u);
  const gets = (await state.words()).match(/Till (.+?) Svar senast/u)?.[1];
  if (gets === homeCare) {
    const ours = nurse.part('Vi ska svara');
    await ours.line('Jag känner mig inte trygg').sees('Ingegerd Sandell');
    await ours.line('Jag känner mig inte trygg').press(/Jag känner mig inte trygg/u);
    await state.sees('De har läst det.');
    await nurse.promise.press('Acceptera');
    await ingegerd.part('Du har fått svar').sees('De tar hand om det.');
  } else {
    await state.press('Jag är trygg nu');
    await ingegerd.sees('Det är taget tillbaka');
  }
});

story('when the line is cut nobody believes that help is told of', async (s) => {
  const daughter = await s.signIn('demo-daughter', { width: 390 });
  await daughter.press('Jag är orolig för Ingegerd');
  await daughter.offers('Säg till nu');
  daughter.faults.expectCut();
  await daughter.context.setOffline(true);
  await daughter.press('Säg till nu');
  await daughter.sees('Det kom inte fram. Ring i stället.');
  await daughter.offers('Ring 112');
  await daughter.context.setOffline(false);
  await daughter.press('Försök igen');
  await daughter.part('Vi har sagt till').press('Jag är trygg nu');
  await daughter.sees('Det är taget tillbaka');
});

story('a yes is a switch that holds at once and can be undone; who has read is told by day and unit', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  await nurse.go(`/persons/${await personOf(nurse, 'Sandell')}`);
  const ingegerd = await s.signIn('demo-person', { width: 390 });
  await ingegerd.go('/my/answers');
  const turn = ingegerd.page.getByRole('switch', { name: /Får de göra en plan ihop med dig\?/u });
  await turn.click();
  await ingegerd.sees('Ditt ja är taget tillbaka');
  await ingegerd.press('Ångra');
  await ingegerd.sees('Ditt ja gäller igen');
  await turn.and(ingegerd.page.locator('[aria-checked=true]')).waitFor();
  await ingegerd.go('/my/log');
  await ingegerd.sees(/Det här är vanligt|Det mesta är vanligt/u);
  await ingegerd.seesHeading(homeCare);
  await ingegerd.sees('Karin Hedlund');
});

story(
  'what the daughter sees is shown before and after a switch; Min vård fits 320 px and reads in order',
  async (s) => {
    const ingegerd = await s.signIn('demo-person', { width: 320 });
    await ingegerd.go('/my/sharing');
    const sees = ingegerd.part('Vad Annika Sandell Berg ser');
    await sees.unfold('Så här ser det ut för Annika Sandell Berg');
    await sees.seesHeading('Vad som är lovat');
    const turn = ingegerd.page.getByRole('switch', { name: 'Vad som är lovat, för Annika Sandell Berg' });
    await turn.click();
    await ingegerd.sees('Annika Sandell Berg ser det inte längre');
    await turn.click();
    await ingegerd.sees('Annika Sandell Berg ser det nu');
    for (const path of ['/', '/my/unsafe', '/my/answers', '/my/log', '/my/sharing']) {
      await ingegerd.go(path);
      const wide = await ingegerd.page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > 320) throw new Error(`${path} is ${wide} px wide in a window of 320`);
      const levels = await ingegerd.page
        .locator('main :is(h1, h2, h3)')
        .evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
      if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1)
        throw new Error(`${path}: ${levels.join()}`);
      for (const [n, level] of levels.entries())
        if (n > 0 && level > (levels[n - 1] ?? 0) + 1) throw new Error(`${path} skips a level: ${levels.join()}`);
    }
  },
);
