/**
 * Reasons from closed lists, each with an example of what staff add. They say what stood in the way, never who was to blame, and where they
 * can, what happens instead.
 */
import type { FollowUpWords, Reason } from './types.ts';

/** Why an offer is declined. */
// oxfmt-ignore
export const declineReasons = [
  { key: 'not_ours', label: { sv: 'Det är inte vårt uppdrag', en: 'Not within our remit' }, text: { sv: 'Hembesök av logoped finns inte hos oss. Rehabmottagningen i Skövde har det.', en: 'We have no speech therapist for home visits. The rehabilitation clinic in Skövde has.' } },
  { key: 'other_area', label: { sv: 'Personen hör till en annan enhets område', en: "The person belongs to another unit's area" }, text: { sv: 'Adressen ligger i Floby, och dit kör gruppen på landsbygden.', en: 'The address is in Floby, which the rural group covers.' } },
  { key: 'no_capacity', label: { sv: 'Vi hinner inte till den tiden', en: 'We cannot make it by then' }, text: { sv: 'Vi kan ta omläggningarna från tisdag men inte i helgen. Vi har en sjuksköterska för hela kommunen.', en: 'We can take the dressings from Tuesday but not at the weekend. We have one nurse for the whole municipality.' } },
  { key: 'competence', label: { sv: 'Vi har inte kompetensen ännu', en: 'We do not have the skill yet' }, text: { sv: 'Ingen av oss har gått utbildningen för pumpen. Visa oss på torsdag så tar vi över på fredag.', en: 'None of us has trained on the pump. Show us on Thursday and we take over on Friday.' } },
  { key: 'equipment', label: { sv: 'Hjälpmedlet finns inte på plats', en: 'The equipment is not in place' }, text: { sv: 'Sängen levereras först på måndag, och utan den blir förflyttningen farlig för alla.', en: 'The bed will not be delivered until Monday, and without it the move is dangerous for everyone.' } },
  { key: 'unclear', label: { sv: 'Vi förstår inte vad vi lovar', en: 'We do not see what we would be promising' }, text: { sv: 'Det står uppföljning av vikt. Hur ofta, och vad ska vi göra om den sjunker?', en: 'It says follow-up of weight. How often, and what are we to do if it falls?' } },
  { key: 'needs_doctor', label: { sv: 'Det behöver bedömas av läkare först', en: 'A doctor needs to assess it first' }, text: { sv: 'Såret har ändrat sig sedan ni skrev. Vi vill ha en bedömning innan vi tar ansvaret.', en: 'The wound has changed since you wrote. We want an assessment before we take responsibility.' } },
  { key: 'needs_decision', label: { sv: 'Det finns inget beslut ännu', en: 'There is no decision yet' }, text: { sv: 'Personen har inte ansökt. Handläggaren ringer i dag och frågar hur hon vill ha det.', en: 'The person has not applied. The officer will ring today and ask how she wants it.' } },
  { key: 'person_declines', label: { sv: 'Personen vill inte', en: 'The person does not want it' }, text: { sv: 'Han tackade nej när vi ringde. Han tar gärna emot när systern har åkt.', en: 'He said no when we rang. He will gladly accept once his sister has left.' } },
  { key: 'already_done', label: { sv: 'Det är redan ordnat', en: 'It is already arranged' }, text: { sv: 'Vårdcentralen tog proverna i måndags, svaren ligger i journalen.', en: 'The primary-care centre took the tests on Monday, the results are in the record.' } },
  { key: 'other_better', label: { sv: 'Någon annan kan göra det bättre', en: 'Someone else can do it better' }, text: { sv: 'Hon har förtroende för Annika på närsjukvårdsteamet. Fråga dem, så stöttar vi.', en: 'She trusts Annika at the close care team. Ask them, and we will support.' } },
  { key: 'too_late', label: { sv: 'Frågan kom för sent', en: 'The question came too late' }, text: { sv: 'Bilarna hade gått när det kom in klockan sexton på fredagen.', en: 'The cars had left when it came in at four on Friday.' } },
] as const satisfies readonly Reason[];

/** Why a promise was not kept. */
// oxfmt-ignore
export const notKeptReasons = [
  { key: 'person_away', label: { sv: 'Personen var inte hemma', en: 'The person was not at home' }, text: { sv: 'Hon var på begravning i Mariestad och hade inte tänkt på tiden. Nytt besök i morgon.', en: 'She was at a funeral in Mariestad and had not thought of the time. New visit tomorrow.' } },
  { key: 'person_declined', label: { sv: 'Personen tackade nej den dagen', en: 'The person said no that day' }, text: { sv: 'Han orkade inte duscha efter röntgen. Vi kom överens om lördag.', en: 'He had no strength to shower after the X-ray. We agreed on Saturday.' } },
  { key: 'admitted', label: { sv: 'Personen är på sjukhus', en: 'The person is in hospital' }, text: { sv: 'Inlagd i natt på MAVA. Insatsen vilar tills hon är hemma igen.', en: 'Admitted last night. The service rests until she is home again.' } },
  { key: 'sickness', label: { sv: 'Sjukdom i gruppen', en: 'Illness in the team' }, text: { sv: 'Tre av fem borta. Vi valde bort det som kunde vänta och ringde alla det gällde.', en: 'Three of five away. We left what could wait and rang everyone concerned.' } },
  { key: 'late_before', label: { sv: 'Ett akut besök tog tiden', en: 'An acute visit took the time' }, text: { sv: 'Vi stannade hos en person som hade ramlat tills ambulansen kom.', en: 'We stayed with a person who had fallen until the ambulance came.' } },
  { key: 'no_transport', label: { sv: 'Bil eller väg', en: 'Car or road' }, text: { sv: 'Vägen mot Undenäs var avstängd av nedfallna träd.', en: 'The road to Undenäs was closed by fallen trees.' } },
  { key: 'material_missing', label: { sv: 'Material saknades', en: 'Material was missing' }, text: { sv: 'Fel storlek på förbanden i leveransen. Rätt kommer i övermorgon, vi lånar av grannkommunen.', en: 'Wrong size of dressings in the delivery. The right ones come the day after tomorrow, we borrow from the next municipality.' } },
  { key: 'prescription_missing', label: { sv: 'Ordination saknades', en: 'The prescription was missing' }, text: { sv: 'Receptet hade gått ut och jouren ville att vårdcentralen skulle förnya.', en: 'The prescription had expired and the doctor on call wanted the centre to renew it.' } },
  { key: 'misunderstanding', label: { sv: 'Vi hade förstått olika', en: 'We had understood differently' }, text: { sv: 'Avdelningen trodde att vi hämtade, vi trodde att de skickade.', en: 'The ward thought we collected, we thought they sent.' } },
  { key: 'forgotten', label: { sv: 'Vi glömde', en: 'We forgot' }, text: { sv: 'Det fanns ingen påminnelse efter flytten av schemat. Nu ligger den i listan.', en: 'There was no reminder after the schedule moved. Now it is on the list.' } },
  { key: 'door', label: { sv: 'Vi kom inte in', en: 'We could not get in' }, text: { sv: 'Nyckelskåpet hade fastnat. Sonen kommer med reservnyckel i kväll.', en: 'The key box was stuck. The son is coming with a spare key tonight.' } },
  { key: 'need_changed', label: { sv: 'Behovet hade ändrat sig', en: 'The need had changed' }, text: { sv: 'Hon kan själv nu och vill hellre ha hjälp med fötterna.', en: 'She can do it herself now and would rather have help with her feet.' } },
] as const satisfies readonly Reason[];

/** Why the giver takes an offer back before it is answered. */
// oxfmt-ignore
export const withdrawReasons = [
  { key: 'asked_wrong', label: { sv: 'Frågan gick till fel enhet', en: 'The question went to the wrong unit' }, text: { sv: 'Personen har flyttat till Töreboda. Vi frågar dem i stället.', en: 'The person has moved to Töreboda. We ask them instead.' } },
  { key: 'solved', label: { sv: 'Det löste sig', en: 'It was solved' }, text: { sv: 'Makan lär sig sprutan och vill göra det själv, med sjuksköterskan i telefon första gången.', en: 'The wife is learning the injection and wants to do it herself, with the nurse on the phone the first time.' } },
  { key: 'person_changed', label: { sv: 'Personen har ändrat sig', en: 'The person has changed their mind' }, text: { sv: 'Han vill vänta tills dottern är hemma från Norge.', en: 'He wants to wait until his daughter is back from Norway.' } },
  { key: 'worse', label: { sv: 'Läget är ett annat nu', en: 'Things are different now' }, text: { sv: 'Blev sämre i natt och är inlagd. Vi återkommer inför hemgång.', en: 'Got worse last night and is admitted. We will be back before discharge.' } },
] as const satisfies readonly Reason[];

/** What is said at a follow-up, by outcome and by whose voice it is. */
// oxfmt-ignore
export const followUpWords = [
  { outcome: 'reached', said: 'person', sv: 'Jag går till brevlådan. Ibland går jag förbi den med flit.', en: 'I walk to the letter box. Sometimes I walk past it on purpose.' },
  { outcome: 'reached', said: 'person', sv: 'Det är läkt. Jag badade i lördags, i sjön.', en: 'It has healed. I bathed on Saturday, in the lake.' },
  { outcome: 'reached', said: 'relative', sv: 'Vi har ätit middag som folk tre gånger den här veckan.', en: 'We have had dinner like people three times this week.' },
  { outcome: 'reached', said: 'staff', sv: 'Sex ansikten på två veckor, och hon hälsar på alla vid namn.', en: 'Six faces in two weeks, and she greets them all by name.' },
  { outcome: 'reached', said: 'person', sv: 'Jag somnar. Mer än så behöver jag inte säga.', en: 'I fall asleep. I need say no more than that.' },
  { outcome: 'reached', said: 'staff', sv: 'Ingen inläggning sedan i våras. Han ringde själv två gånger när vikten steg, precis som vi sa.', en: 'No admission since spring. He rang himself twice when his weight rose, just as we said.' },
  { outcome: 'reached', said: 'relative', sv: 'Jag fick höra det före pappa den här gången. Det betydde mycket.', en: 'I heard it before Dad this time. That meant a great deal.' },
  { outcome: 'partly', said: 'person', sv: 'Trappan går bra upp. Ner behöver jag fortfarande en arm.', en: 'The stairs go well upwards. Going down I still need an arm.' },
  { outcome: 'partly', said: 'person', sv: 'Två onsdagar av fyra. De två var bra.', en: 'Two Wednesdays of four. Those two were good.' },
  { outcome: 'partly', said: 'staff', sv: 'Såret är hälften så stort men har stannat av. Vi ber om en ny bedömning av cirkulationen.', en: 'The wound is half the size but has stalled. We ask for a new assessment of circulation.' },
  { outcome: 'partly', said: 'relative', sv: 'Nätterna är bättre, men vi är lika trötta på dagarna. Det kanske kommer.', en: 'Nights are better, but we are just as tired by day. Perhaps it will come.' },
  { outcome: 'partly', said: 'person', sv: 'Jag öppnar breven nu. Jag läser inte alla.', en: 'I open the letters now. I do not read them all.' },
  { outcome: 'partly', said: 'staff', sv: 'Vikten står still. Han tycker om mellanmålen men glömmer dem när ingen är där.', en: 'Weight is steady. He likes the snacks but forgets them when nobody is there.' },
  { outcome: 'not_reached', said: 'person', sv: 'Det blev ingen kör. Bilen kom efter lunch fyra torsdagar i rad.', en: 'There was no choir. The car came after lunch four Thursdays running.' },
  { outcome: 'not_reached', said: 'staff', sv: 'Vi lovade samma sjuksköterska och klarade det inte under sommaren. Vi börjar om i september.', en: 'We promised the same nurse and did not manage it over the summer. We start again in September.' },
  { outcome: 'not_reached', said: 'relative', sv: 'Avlösaren kom en gång. Sedan hörde vi ingenting.', en: 'The respite carer came once. After that we heard nothing.' },
  { outcome: 'not_reached', said: 'person', sv: 'Jag vågar fortfarande inte. Men jag har sagt det nu, och det är något.', en: 'I still dare not. But I have said it now, and that is something.' },
  { outcome: 'not_reached', said: 'staff', sv: 'Tre fall till, alla på natten. Vi har sett på fel saker och går igenom läkemedlen igen.', en: 'Three more falls, all at night. We have looked at the wrong things and review the medicines again.' },
  { outcome: 'dropped', said: 'person', sv: 'Jag vill inte träna mer. Jag vill sitta på altanen.', en: 'I do not want to train any more. I want to sit on the terrace.' },
  { outcome: 'dropped', said: 'person', sv: 'Det målet var doktorns. Mitt är att komma till Husaby i maj.', en: "That goal was the doctor's. Mine is to get to Husaby in May." },
  { outcome: 'dropped', said: 'relative', sv: 'Vi trodde att hon ville flytta hem. Hon ville slippa säga nej till oss.', en: 'We thought she wanted to move home. She wanted to be spared saying no to us.' },
  { outcome: 'dropped', said: 'staff', sv: 'Hon har bestämt sig för boendet och är lättad. Målen om köket är inte längre hennes.', en: 'She has decided on the nursing home and is relieved. The goals about the kitchen are no longer hers.' },
  { outcome: 'dropped', said: 'person', sv: 'Katten dog. Då behöver jag inte böja mig längre.', en: 'The cat died. So I need not bend down any more.' },
  { outcome: 'partly', said: 'person', sv: 'Bättre, men skriv inte att jag är nöjd. Det är jag när jag själv har nyckeln.', en: 'Better, but do not write that I am content. I will be when I have the key myself.' },
] as const satisfies readonly FollowUpWords[];
