import { identityRoutes } from '../contract/identity.ts';
import { personOf } from './harness/known.ts';
import { story } from './harness/story.ts';

story(
  '3 what matters is written in the person’s own words, and a need has one accountable unit from the moment it is open',
  async (s) => {
    const ingegerd = await s.signIn('demo-person');
    const nurse = await s.signIn('demo-district-nurse');
    await nurse.ask(identityRoutes.me, {});
    const id = await personOf(nurse, 'Sandell');
    const matters = s.onlyHere('Att få dricka kaffet vid fönstret i min egen takt.');
    const need = s.onlyHere('Jag vågar inte gå ut när det är halt.');
    await nurse.go(`/persons/${id}`);

    await ingegerd.press('Skriv nytt');
    await ingegerd.write('Vad är viktigt för dig?', matters);
    await ingegerd.press('Skriv');
    await ingegerd.sees('Sparat. De som hjälper dig ser det nu.', matters);
    await nurse.part('Vad är viktigt?').sees(matters, /Personen själv/u);

    await nurse.part('Behov').press('Nytt behov');
    await nurse.press('Öppna behovet');
    await nurse.sees('2 saker behöver rättas');
    await nurse.write('Behovet, med personens ord', need);
    await nurse.select('Livsområde', 'Röra sig och ta sig fram');
    await nurse.press('Öppna behovet');
    await nurse.sees('Behovet är öppet. Ni ansvarar.');
    await nurse
      .part('Behov')
      .line(need)
      .sees('Röra sig och ta sig fram', /Ansvarar/u, 'Hälso- och sjukvård i hemmet Skövde centrum');
    await ingegerd
      .part('Vem gör vad')
      .line(need)
      .sees('Hälso- och sjukvård i hemmet Skövde centrum', /har ansvaret/u);

    await nurse.part('Behov').line(need).press('Avsluta');
    await nurse.dialog().choose('Behovet finns inte längre');
    await nurse.dialog().press('Avsluta behovet');
    await nurse.sees('Behovet är avslutat.');
    await ingegerd.part('Vem gör vad').lacks(need);
  },
);
