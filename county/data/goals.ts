/**
 * Goals in the person's words, with how we see that they are reached and who does what for them. Every intervention has one that carries
 * it: a kind of unit, the person, or someone close.
 */
import type { GoalSet } from './types.ts';

// oxfmt-ignore
export const goalSets = [
  {
    key: 'walk_letterbox', area: 'd4', who: 'older',
    goal: { sv: 'Jag går till brevlådan och hem igen varje vardag.', en: 'I walk to the letter box and back every weekday.' },
    measure: { sv: 'Fem dagar av sju två veckor i rad, enligt personens egen almanacka.', en: "Five days of seven, two weeks running, by the person's own calendar." },
    interventions: [
      { by: 'home_health_care', sv: 'Fysioterapeut tränar gång utomhus två gånger i veckan i sex veckor.', en: 'Physiotherapist practises outdoor walking twice a week for six weeks.' },
      { by: 'home_help', sv: 'Går med till brevlådan när det är halt.', en: 'Walks along to the letter box when it is icy.' },
      { by: 'relative', sv: 'Sonen sätter upp ledstången vid trappan.', en: 'The son puts up the handrail by the steps.' },
    ],
  },
  {
    key: 'transfer', area: 'd4', who: 'older',
    goal: { sv: 'Jag tar mig från säng till stol med en persons hjälp i stället för två.', en: "I get from bed to chair with one person's help instead of two." },
    measure: { sv: 'Förflyttningen görs av en person på ett säkert sätt, bedömt av arbetsterapeut.', en: 'The move is done safely by one person, assessed by an occupational therapist.' },
    interventions: [
      { by: 'home_health_care', sv: 'Arbetsterapeut provar ut glidlakan och höj- och sänkbar säng och visar personalen.', en: 'Occupational therapist fits slide sheet and adjustable bed and shows the staff.' },
      { by: 'home_help', sv: 'Alla i gruppen förflyttar på samma sätt, enligt bilderna vid sängen.', en: 'Everyone in the group moves the person in the same way, as in the pictures by the bed.' },
    ],
  },
  {
    key: 'no_falls', area: 'd4', who: 'older',
    goal: { sv: 'Jag vågar gå upp på natten och jag ramlar inte.', en: 'I dare get up at night and I do not fall.' },
    measure: { sv: 'Inget fall på tre månader.', en: 'No fall in three months.' },
    interventions: [
      { by: 'primary_care_centre', sv: 'Går igenom läkemedlen, särskilt de som ger yrsel och trötthet.', en: 'Reviews the medicines, especially those that cause dizziness and fatigue.' },
      { by: 'home_health_care', sv: 'Mäter blodtryck liggande och stående under en vecka.', en: 'Measures blood pressure lying and standing for a week.' },
      { by: 'home_help', sv: 'Tittar till en gång mellan fyra och fem på morgonen.', en: 'Looks in once between four and five in the morning.' },
      { by: 'person', sv: 'Låter nattlampan vara tänd och sätter sig en stund på sängkanten först.', en: 'Leaves the night light on and sits for a while on the edge of the bed first.' },
    ],
  },
  {
    key: 'arm', area: 'd4', who: 'any',
    goal: { sv: 'Jag kan hålla i koppen med vänster hand.', en: 'I can hold the cup with my left hand.' },
    measure: { sv: 'Dricker ur halvfull kopp med vänster hand vid frukosten.', en: 'Drinks from a half-full cup with the left hand at breakfast.' },
    interventions: [
      { by: 'primary_care_rehab', sv: 'Handträning med program för hemmet, avstämning var tredje vecka.', en: 'Hand training with a programme for home, review every third week.' },
      { by: 'person', sv: 'Tränar tio minuter före morgonnyheterna och tio före kvällens.', en: "Trains ten minutes before the morning news and ten before the evening's." },
    ],
  },
  {
    key: 'wound', area: 'd5', who: 'older',
    goal: { sv: 'Såret är läkt så att jag kan bada i sommar.', en: 'The wound is healed so that I can bathe this summer.' },
    measure: { sv: 'Såret minskar var fjärde vecka vid mätning med foto och är slutet senast i juni.', en: 'The wound shrinks every fourth week, measured with photograph, and is closed by June.' },
    interventions: [
      { by: 'home_health_care', sv: 'Omläggning måndag och torsdag, samma sjuksköterska så långt det går.', en: 'Dressing Monday and Thursday, the same nurse as far as possible.' },
      { by: 'primary_care_centre', sv: 'Läkare bedömer cirkulation och infektion inom två veckor.', en: 'Doctor assesses circulation and infection within two weeks.' },
      { by: 'home_help', sv: 'Hjälper att lägga upp benet efter lunch och säger till om förbandet är vått.', en: 'Helps to raise the leg after lunch and tells if the dressing is wet.' },
    ],
  },
  {
    key: 'medicine', area: 'd5', who: 'older',
    goal: { sv: 'Jag tar rätt medicin i rätt tid och vet vad den är till för.', en: 'I take the right medicine at the right time and know what it is for.' },
    measure: { sv: 'Inga missade doser på fyra veckor, och personen kan själv berätta om sina viktigaste mediciner.', en: 'No missed doses in four weeks, and the person can tell about the most important medicines.' },
    interventions: [
      { by: 'primary_care_centre', sv: 'Läkemedelsgenomgång och en lista på vanlig svenska.', en: 'Medication review and a list in plain Swedish.' },
      { by: 'home_health_care', sv: 'Tar över läkemedlen och fyller på var fjortonde dag.', en: 'Takes over the medicines and fills them every fortnight.' },
      { by: 'relative', sv: 'Dottern rensar skåpet och lämnar gamla tabletter till apoteket.', en: 'The daughter clears the cupboard and returns old tablets to the pharmacy.' },
    ],
  },
  {
    key: 'weight', area: 'd5', who: 'older',
    goal: { sv: 'Jag orkar igen och har gått upp i vikt.', en: 'I have my strength again and have put on weight.' },
    measure: { sv: 'Plus två kilo på åtta veckor, vägning varje måndag.', en: 'Plus two kilos in eight weeks, weighed every Monday.' },
    interventions: [
      { by: 'primary_care_rehab', sv: 'Dietist gör kostplan med mellanmål på natten.', en: 'Dietitian makes a plan for meals with a snack at night.' },
      { by: 'home_help', sv: 'Sitter med vid lunchen tre dagar i veckan.', en: 'Sits with the person at lunch three days a week.' },
      { by: 'person', sv: 'Tar en näve nötter eller ett glas mjölk före läggdags.', en: 'Has a handful of nuts or a glass of milk at bedtime.' },
    ],
  },
  {
    key: 'pain', area: 'd5', who: 'any',
    goal: { sv: 'Jag sover utan att väckas av smärtan.', en: 'I sleep without being woken by pain.' },
    measure: { sv: 'Högst tre på tiogradig skala på natten, fem nätter av sju.', en: 'At most three on a ten-point scale at night, five nights of seven.' },
    interventions: [
      { by: 'palliative_team', sv: 'Ställer in smärtlindringen och ringer varannan dag den första veckan.', en: 'Adjusts pain relief and rings every other day in the first week.' },
      { by: 'home_health_care', sv: 'Ger vid behovsdos dygnet runt och skriver upp vad som hjälpte.', en: 'Gives doses as needed at all hours and notes what helped.' },
    ],
  },
  {
    key: 'shower', area: 'd5', who: 'older',
    goal: { sv: 'Jag duschar själv, med någon utanför dörren.', en: 'I shower by myself, with someone outside the door.' },
    measure: { sv: 'Duschar två gånger i veckan utan handräckning.', en: 'Showers twice a week without a helping hand.' },
    interventions: [
      { by: 'home_health_care', sv: 'Arbetsterapeut ordnar duschstol och stödhandtag.', en: 'Occupational therapist arranges shower chair and grab rails.' },
      { by: 'home_help', sv: 'Finns i rummet bredvid tisdag och fredag klockan tio.', en: 'Is in the next room Tuesday and Friday at ten.' },
    ],
  },
  {
    key: 'diabetes_school', area: 'd5', who: 'child',
    goal: { sv: 'Jag sköter mitt socker i skolan och missar inga lektioner för det.', en: 'I manage my sugar at school and miss no lessons for it.' },
    measure: { sv: 'Blodsocker inom målområdet sju av tio mätningar under skoltid.', en: 'Blood sugar within target in seven of ten readings during school hours.' },
    interventions: [
      { by: 'school_health', sv: 'Skolsköterska visar två i personalen hur pump och mätare fungerar.', en: 'School nurse shows two of the staff how pump and meter work.' },
      { by: 'hospital_clinic', sv: 'Diabetessköterska ringer skolan den första måndagen varje månad.', en: 'Diabetes nurse rings the school on the first Monday of each month.' },
      { by: 'relative', sv: 'Föräldrarna skickar med dextrosol och uppdaterar kontaktlistan.', en: 'The parents send glucose tablets and update the contact list.' },
    ],
  },
  {
    key: 'heart', area: 'd5', who: 'older',
    goal: { sv: 'Jag klarar sommaren utan att ligga på sjukhus för hjärtat.', en: 'I get through the summer without being in hospital for my heart.' },
    measure: { sv: 'Ingen inläggning för hjärtsvikt på tre månader. Vikten håller sig inom två kilo.', en: 'No admission for heart failure in three months. Weight stays within two kilos.' },
    interventions: [
      { by: 'hospital_clinic', sv: 'Hjärtsviktssköterska ringer varannan vecka och justerar medicinen.', en: 'Heart failure nurse rings every other week and adjusts the medicine.' },
      { by: 'home_health_care', sv: 'Vägning och kontroll av anklar varje onsdag.', en: 'Weighing and check of ankles every Wednesday.' },
      { by: 'person', sv: 'Väger sig varje morgon och ringer om det är två kilo mer än i måndags.', en: 'Weighs in every morning and rings if it is two kilos more than on Monday.' },
    ],
  },
  {
    key: 'cook', area: 'd6', who: 'older',
    goal: { sv: 'Jag lagar min egen middag tre dagar i veckan.', en: 'I cook my own dinner three days a week.' },
    measure: { sv: 'Tre lagade middagar i veckan under en månad.', en: 'Three cooked dinners a week for a month.' },
    interventions: [
      { by: 'home_help', sv: 'Handlar på tisdagar och förbereder grönsakerna tillsammans med personen.', en: 'Shops on Tuesdays and prepares the vegetables together with the person.' },
      { by: 'home_health_care', sv: 'Arbetsterapeut ser över köket och sätter upp spisvakt.', en: 'Occupational therapist looks over the kitchen and fits a stove guard.' },
    ],
  },
  {
    key: 'home_order', area: 'd6', who: 'adult',
    goal: { sv: 'Jag kan släppa in någon utan att skämmas.', en: 'I can let someone in without being ashamed.' },
    measure: { sv: 'Hallen, köket och badrummet går att använda, och personen har bjudit in en vän.', en: 'Hall, kitchen and bathroom can be used, and the person has invited a friend.' },
    interventions: [
      { by: 'social_services_family', sv: 'Boendestödjare kommer tisdag och fredag eftermiddag, ett rum i taget.', en: 'Housing support comes Tuesday and Friday afternoon, one room at a time.' },
      { by: 'psychiatry_outpatient', sv: 'Kurator träffar personen hemma en gång i månaden.', en: 'Social worker meets the person at home once a month.' },
      { by: 'person', sv: 'Väljer själv vad som ska slängas.', en: 'Chooses what is to be thrown away.' },
    ],
  },
  {
    key: 'winter', area: 'd6', who: 'older',
    goal: { sv: 'Jag har det varmt och bor kvar i huset i vinter.', en: 'I am warm and stay in my house this winter.' },
    measure: { sv: 'Minst tjugo grader inne och ved inburen till varje helg.', en: 'At least twenty degrees indoors and wood carried in for each weekend.' },
    interventions: [
      { by: 'relative', sv: 'Sonen kör hem ved i oktober och ser över pannan.', en: 'The son brings firewood in October and sees to the boiler.' },
      { by: 'home_help', sv: 'Bär in ved på fredagar.', en: 'Carries in firewood on Fridays.' },
      { by: 'care_needs_assessment', sv: 'Prövar trygghetslarm och matleverans före första snön.', en: 'Considers alarm and meal delivery before the first snow.' },
    ],
  },
  {
    key: 'night', area: 'safety', who: 'older',
    goal: { sv: 'Jag vet vem som kommer på natten, och jag vågar sova.', en: 'I know who comes at night, and I dare sleep.' },
    measure: { sv: 'Personen skattar sin trygghet på natten till minst fyra av fem.', en: 'The person rates feeling safe at night at four of five or more.' },
    interventions: [
      { by: 'home_help', sv: 'Två fasta besök, 22.30 och 04.30, av högst fem olika personer.', en: 'Two fixed visits, 22:30 and 04:30, by at most five different people.' },
      { by: 'home_health_care', sv: 'Lämnar kontaktkort med dag- och nattnummer och går igenom det två gånger.', en: 'Leaves a contact card with day and night numbers and goes through it twice.' },
    ],
  },
  {
    key: 'plan_worse', area: 'safety', who: 'older',
    goal: { sv: 'Alla vet vad jag vill om jag blir sämre.', en: 'Everyone knows what I want if I get worse.' },
    measure: { sv: 'Medicinsk vårdplan finns, är känd i natt- och helgbemanningen och stämmer med personens ord.', en: "A medical care plan exists, is known to night and weekend staff, and agrees with the person's words." },
    interventions: [
      { by: 'primary_care_centre', sv: 'Läkaren håller samtal om vad som är viktigt framöver, med dottern närvarande.', en: 'The doctor holds a talk about what matters ahead, with the daughter present.' },
      { by: 'mobile_team', sv: 'Hembesök inom två timmar när hälso- och sjukvården i hemmet ringer.', en: 'Home visit within two hours when home health care calls.' },
      { by: 'home_health_care', sv: 'Trygghetsordination finns i hemmet och kontrolleras varje månad.', en: 'Emergency medicines are kept in the home and checked every month.' },
    ],
  },
  {
    key: 'crisis', area: 'safety', who: 'adult',
    goal: { sv: 'Jag har en plan som håller de nätter jag inte gör det.', en: 'I have a plan that holds on the nights when I do not.' },
    measure: { sv: 'Planen är använd minst en gång och omskriven efter det.', en: 'The plan has been used at least once and rewritten after it.' },
    interventions: [
      { by: 'psychiatry_outpatient', sv: 'Skriver krisplanen tillsammans: tidiga tecken, vad som hjälper, vem jag ringer.', en: 'Writes the crisis plan together: early signs, what helps, whom I ring.' },
      { by: 'mobile_team', sv: 'Ringer upp inom en timme på kvällar när personen har skickat sitt kodord.', en: 'Rings back within an hour in the evening when the person has sent the code word.' },
      { by: 'relative', sv: 'Brodern har reservnyckeln och vet vad han inte ska göra.', en: 'The brother has the spare key and knows what not to do.' },
    ],
  },
  {
    key: 'continuity', area: 'safety', who: 'older',
    goal: { sv: 'Högst åtta ansikten på två veckor, och jag kan namnet på dem.', en: 'At most eight faces in two weeks, and I know their names.' },
    measure: { sv: 'Antal olika personal under fjorton dagar räknas vid varje uppföljning.', en: 'The number of different staff in fourteen days is counted at each follow-up.' },
    interventions: [
      { by: 'home_help', sv: 'Fast omsorgskontakt planerar veckan och presenterar nya personer i förväg.', en: 'Named care contact plans the week and introduces new people beforehand.' },
      { by: 'person', sv: 'Säger till om någon inte ska komma tillbaka, och varför.', en: 'Says if someone is not to come back, and why.' },
    ],
  },
  {
    key: 'week', area: 'd2', who: 'adult',
    goal: { sv: 'Jag vet på söndagen hur veckan ser ut, och den blir så.', en: 'I know on Sunday what the week looks like, and it turns out so.' },
    measure: { sv: 'Högst en ändrad tid i veckan under en månad.', en: 'At most one changed time a week for a month.' },
    interventions: [
      { by: 'psychiatry_outpatient', sv: 'Samlar alla återbesök på onsdagar.', en: 'Gathers all appointments on Wednesdays.' },
      { by: 'social_services_family', sv: 'Boendestödjare fyller i veckotavlan tillsammans på söndagen.', en: 'Housing support fills in the weekly board together on Sunday.' },
    ],
  },
  {
    key: 'calm_class', area: 'd2', who: 'child',
    goal: { sv: 'Jag orkar hela skoldagen med två pauser.', en: 'I last the whole school day with two breaks.' },
    measure: { sv: 'Minst fyra hela dagar i veckan under sex veckor.', en: 'At least four full days a week for six weeks.' },
    interventions: [
      { by: 'school_health', sv: 'Specialpedagog ordnar en lugn plats och ett kort att lägga på bänken.', en: 'Special needs teacher arranges a quiet place and a card to put on the desk.' },
      { by: 'psychiatry_outpatient', sv: 'Utredning på BUP påbörjas före höstlovet.', en: 'Assessment in child psychiatry begins before the autumn break.' },
      { by: 'relative', sv: 'Föräldrarna bestämmer läggtid tillsammans med barnet.', en: 'The parents agree on a bedtime together with the child.' },
    ],
  },
  {
    key: 'papers', area: 'd1', who: 'any',
    goal: { sv: 'Jag förstår mina papper och vet vad jag ska göra.', en: 'I understand my papers and know what to do.' },
    measure: { sv: 'Personen berättar med egna ord vad som händer de närmaste två veckorna.', en: 'The person tells in own words what happens in the next two weeks.' },
    interventions: [
      { by: 'hospital_ward', sv: 'Går igenom utskrivningsinformationen vid sängen och frågar vad som gick fram.', en: 'Goes through the discharge information at the bedside and asks what came across.' },
      { by: 'primary_care_centre', sv: 'Fast vårdkontakt ringer inom tre dygn.', en: 'Named care contact rings within three days.' },
    ],
  },
  {
    key: 'sight', area: 'd1', who: 'older',
    goal: { sv: 'Jag läser tidningen igen, eller hör den.', en: 'I read the newspaper again, or hear it.' },
    measure: { sv: 'Använder läsapparat eller taltidning minst fyra dagar i veckan.', en: 'Uses a magnifier or talking newspaper at least four days a week.' },
    interventions: [
      { by: 'hospital_clinic', sv: 'Syncentralen provar ut förstoring och ljus.', en: 'The low-vision clinic fits magnification and light.' },
      { by: 'relative', sv: 'Barnbarnet ställer in taltidningen i telefonen.', en: 'The grandchild sets up the talking newspaper on the phone.' },
    ],
  },
  {
    key: 'words', area: 'd3', who: 'older',
    goal: { sv: 'Jag gör mig förstådd hos min familj utan att bli arg.', en: 'I make myself understood with my family without getting angry.' },
    measure: { sv: 'Familjen kan berätta vad personen vill i fyra vardagssituationer.', en: 'The family can tell what the person wants in four everyday situations.' },
    interventions: [
      { by: 'primary_care_rehab', sv: 'Logoped tränar med personen och makan varje vecka i tio veckor.', en: 'Speech therapist works with the person and wife every week for ten weeks.' },
      { by: 'home_help', sv: 'Väntar in svaret och använder bildkartan.', en: 'Waits for the answer and uses the picture chart.' },
    ],
  },
  {
    key: 'finnish', area: 'd3', who: 'older',
    goal: { sv: 'Någon talar finska med mig varje vecka.', en: 'Somebody speaks Finnish with me every week.' },
    measure: { sv: 'Minst ett samtal i veckan på finska.', en: 'At least one conversation a week in Finnish.' },
    interventions: [
      { by: 'home_help', sv: 'Planerar in Päivi på tisdagsbesöken.', en: 'Schedules Päivi for the Tuesday visits.' },
      { by: 'nursing_home', sv: 'Bjuder in finska föreningen till torsdagskaffet.', en: 'Invites the Finnish society to Thursday coffee.' },
    ],
  },
  {
    key: 'children', area: 'd7', who: 'adult',
    goal: { sv: 'Jag träffar mina barn varannan lördag, och de vill komma igen.', en: 'I see my children every other Saturday, and they want to come again.' },
    measure: { sv: 'Umgänget har blivit av sex gånger, och barnen har själva fått säga hur det var.', en: 'Six visits held, and the children have said themselves how it was.' },
    interventions: [
      { by: 'social_services_family', sv: 'Umgängesstödjare är med de fyra första gångerna.', en: 'A support person is present the first four times.' },
      { by: 'psychiatry_outpatient', sv: 'Samtal om föräldraskap, fem gånger.', en: 'Talks on being a parent, five times.' },
      { by: 'person', sv: 'Ringer dagen före och säger hur dagen blir.', en: 'Rings the day before and tells how the day will be.' },
    ],
  },
  {
    key: 'couple', area: 'd7', who: 'older',
    goal: { sv: 'Vi äter middag vid samma bord och får vara för oss själva.', en: 'We eat dinner at the same table and are left to ourselves.' },
    measure: { sv: 'Tre gemensamma måltider i veckan utan personal i rummet.', en: 'Three shared meals a week with no staff in the room.' },
    interventions: [
      { by: 'nursing_home', sv: 'Dukar för två i gästrummet söndag, tisdag och torsdag.', en: 'Lays for two in the guest room Sunday, Tuesday and Thursday.' },
      { by: 'home_help', sv: 'Skjutsar hustrun dit och hem.', en: 'Takes the wife there and home.' },
    ],
  },
  {
    key: 'back_school', area: 'd8', who: 'child',
    goal: { sv: 'Jag är i skolan varje dag igen, om så bara en stund.', en: 'I am at school every day again, if only for a while.' },
    measure: { sv: 'Närvaro varje dag i fyra veckor, tid som barnet själv har valt.', en: 'Present every day for four weeks, at the time the child has chosen.' },
    interventions: [
      { by: 'school_health', sv: 'Kurator möter vid bakre ingången klockan nio.', en: 'Counsellor meets at the back entrance at nine.' },
      { by: 'social_services_family', sv: 'Familjebehandlare kommer hem tre mornar i veckan.', en: 'Family therapist comes home three mornings a week.' },
      { by: 'psychiatry_outpatient', sv: 'BUP följer måendet varannan vecka.', en: 'Child psychiatry follows how things are every other week.' },
    ],
  },
  {
    key: 'economy', area: 'd8', who: 'adult',
    goal: { sv: 'Hyran är betald, och jag öppnar mina brev.', en: 'The rent is paid, and I open my letters.' },
    measure: { sv: 'Inga obetalda hyror på tre månader.', en: 'No unpaid rent in three months.' },
    interventions: [
      { by: 'social_services_family', sv: 'Budget- och skuldrådgivare hjälper till med avbetalningsplan.', en: 'Budget and debt adviser helps with a payment plan.' },
      { by: 'person', sv: 'Tar med alla brev oöppnade till mötet på måndagar.', en: 'Brings all letters unopened to the meeting on Mondays.' },
    ],
  },
  {
    key: 'work', area: 'd8', who: 'adult',
    goal: { sv: 'Jag arbetar tre timmar om dagen och orkar leva efteråt.', en: 'I work three hours a day and have strength to live afterwards.' },
    measure: { sv: 'Åtta veckor i rad på avtalad tid, och sömnen håller.', en: 'Eight weeks running at the agreed hours, and sleep holds.' },
    interventions: [
      { by: 'psychiatry_outpatient', sv: 'Arbetsspecialist är med på arbetsplatsen den första veckan.', en: 'Employment specialist is present at work the first week.' },
      { by: 'primary_care_centre', sv: 'Läkaren skriver intyg i god tid och stämmer av i månaden.', en: 'The doctor writes certificates in good time and checks in monthly.' },
    ],
  },
  {
    key: 'choir', area: 'd9', who: 'older',
    goal: { sv: 'Jag sjunger i kören på torsdagar.', en: 'I sing in the choir on Thursdays.' },
    measure: { sv: 'Med på tre av fyra övningar.', en: 'Present at three of four rehearsals.' },
    interventions: [
      { by: 'home_help', sv: 'Flyttar torsdagens besök till efter lunch.', en: "Moves Thursday's visit to after lunch." },
      { by: 'relative', sv: 'En vän i kören hämtar och lämnar.', en: 'A friend in the choir collects and brings home.' },
      { by: 'care_needs_assessment', sv: 'Prövar ansökan om färdtjänst.', en: 'Considers the application for special transport.' },
    ],
  },
  {
    key: 'outdoors', area: 'd9', who: 'older',
    goal: { sv: 'Jag kommer ut i friska luften varje vecka, året om.', en: 'I get out in the fresh air every week, all year.' },
    measure: { sv: 'Minst en utevistelse i veckan, antecknad på kalendern.', en: 'At least one outing a week, noted on the calendar.' },
    interventions: [
      { by: 'home_help', sv: 'Promenad på fredagar oavsett väder, personen väljer väg.', en: 'A walk on Fridays whatever the weather, the person chooses the way.' },
      { by: 'nursing_home', sv: 'Frukost på altanen när det är över tio grader.', en: 'Breakfast on the terrace when it is above ten degrees.' },
    ],
  },
  {
    key: 'meaning', area: 'd9', who: 'adult',
    goal: { sv: 'Jag gör något varje vecka som någon annan har nytta av.', en: 'I do something every week that is of use to someone else.' },
    measure: { sv: 'Ett åtagande i veckan som personen själv har valt.', en: 'One commitment a week chosen by the person.' },
    interventions: [
      { by: 'social_services_family', sv: 'Följer med till föreningens verkstad de första gångerna.', en: "Comes along to the society's workshop the first few times." },
      { by: 'person', sv: 'Lagar cyklar på onsdagar.', en: 'Repairs bicycles on Wednesdays.' },
    ],
  },
  {
    key: 'respite', area: 'close', who: 'older',
    goal: { sv: 'Jag får sova hela natten två nätter i veckan.', en: 'I sleep all night two nights a week.' },
    measure: { sv: 'Två ostörda nätter i veckan, fyra veckor i rad.', en: 'Two undisturbed nights a week, four weeks running.' },
    interventions: [
      { by: 'care_needs_assessment', sv: 'Beslutar om avlösning i hemmet på natten.', en: 'Decides on respite at home at night.' },
      { by: 'home_help', sv: 'Vaken personal i hemmet tisdag och lördag natt.', en: 'Waking staff in the home Tuesday and Saturday night.' },
      { by: 'relative', sv: 'Makan säger till i tid när det inte går längre.', en: 'The wife says in time when she can do no more.' },
    ],
  },
  {
    key: 'informed', area: 'close', who: 'adult',
    goal: { sv: 'Jag får veta i tid, så mycket som mamma vill.', en: 'I am told in time, as much as Mum wishes.' },
    measure: { sv: 'Dottern har fått besked inom ett dygn vid varje ändring som mamman har delat.', en: 'The daughter has heard within a day of each change that her mother has shared.' },
    interventions: [
      { by: 'home_health_care', sv: 'Ringer dottern på fredagar klockan tre.', en: 'Rings the daughter on Fridays at three.' },
      { by: 'person', sv: 'Bestämmer vad dottern får veta och ändrar när hon vill.', en: 'Decides what her daughter may know and changes it when she likes.' },
    ],
  },
  {
    key: 'young_carer', area: 'close', who: 'child',
    goal: { sv: 'Jag är barn hemma, och en vuxen sköter pappas medicin.', en: "I am a child at home, and an adult sees to Dad's medicine." },
    measure: { sv: 'Barnet har inga vårduppgifter och har berättat det själv.', en: 'The child has no care tasks and has said so.' },
    interventions: [
      { by: 'home_help', sv: 'Tar över medicinpåminnelsen morgon och kväll.', en: 'Takes over reminding about medicine morning and evening.' },
      { by: 'school_health', sv: 'Kurator träffar barnet varannan vecka.', en: 'Counsellor meets the child every other week.' },
      { by: 'social_services_family', sv: 'Erbjuder plats i stödgrupp för barn som anhöriga.', en: 'Offers a place in a support group for children as next of kin.' },
    ],
  },
] as const satisfies readonly GoalSet[];
