import assert from 'node:assert/strict';
import { messageRoutes } from '../contract/messages.ts';
import { personOf } from './harness/known.ts';
import { showAll } from './harness/lists.ts';
import { story, tellInteractions } from './harness/story.ts';

story('the person writes to those who help her, the unit answers in one step, and nobody else reads it', async (s) => {
  const nurse = await s.signIn('demo-district-nurse');
  const personId = await personOf(nurse, 'Sandell');
  const words = s.onlyHere('När kommer ni med tabletterna?');
  const answer = s.onlyHere('I morgon klockan nio.');

  const ingegerd = await s.signIn('demo-person', { width: 390 });
  await ingegerd.press(/^Meddelanden Skriv till dem|^Meddelanden .* väntar på svar/u);
  await ingegerd.seesHeading('Meddelanden');
  await ingegerd.offers('Jag känner mig inte trygg');
  await ingegerd.offers('Ring 112');
  const steps = ingegerd.count();
  await ingegerd.press('Skriv nytt');
  await ingegerd.choose(/^Hälso- och sjukvård i hemmet/u);
  await ingegerd.write('Vad vill du säga eller fråga?', words);
  await ingegerd.sees(/svar senast/u, /bara du och de du skriver till/u);
  await ingegerd.press('Skicka');
  await ingegerd.sees('Skickat. De ska svara dig.', words, 'Väntar på svar');
  tellInteractions('for the person to write to a unit', steps(), 4);

  await nurse.go('/');
  await showAll(nurse);
  const answering = nurse.count();
  await nurse
    .part('Vi ska svara')
    .line(words)
    .press(/^Svara/u);
  await nurse.promise.sees(words, 'Ingegerd Sandell skriver');
  await nurse.promise.write('Ert svar', answer);
  await nurse.promise.press('Skicka svaret');
  await nurse.sees('Svaret är skickat.');
  tellInteractions('for the unit to answer a message', answering(), 3);
  await ingegerd.sees(answer, 'Du har fått svar', /Karin Hedlund/u);
  await nurse.go(`/persons/${personId}?messages=all`);
  await nurse.part('Meddelanden').sees(words, answer);

  // Another unit around her, and her daughter, read none of it; the daughter has a page of her own.
  const centre = await s.signIn('demo-primary-care');
  const daughter = await s.signIn('demo-daughter', { width: 390 });
  for (const other of [centre, daughter]) {
    const seen = await other.ask(messageRoutes.messages, { params: { personId }, query: {} });
    assert.doesNotMatch(JSON.stringify(seen), /tabletterna|klockan nio/u);
  }
  await daughter.go('/my/messages');
  await daughter.sees(/bara du, Ingegerd och de du skriver till/u);
  await daughter.lacks(words);
});
