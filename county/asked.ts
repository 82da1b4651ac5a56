/** What units ask each other for, by who is asked. No names: the receiver reads it before it may know who it is about. */
import type { LifeArea } from '../contract/commitments.ts';
import type { UnitKind } from './data/types.ts';

type Ask = readonly [area: LifeArea, what: string];

// oxfmt-ignore
export const asked: Readonly<Record<UnitKind, readonly Ask[]>> = {
  home_health_care: [
    ['d5', 'Omläggning av bensår två gånger i veckan'], ['d5', 'Överta läkemedelsdosett och delning varje vecka'], ['d5', 'Vikt och vätska måndag, onsdag och fredag'],
    ['d5', 'Blodsocker och insulin morgon och kväll'], ['d5', 'Katetervård och byte var sjätte vecka'], ['d4', 'Bedömning av förflyttning i sängen, arbetsterapeut'], ['safety', 'Hembesök vid oro kvällstid, en månad framåt'],
  ],
  home_help: [
    ['d5', 'Hjälp med dusch tisdag och fredag'], ['safety', 'Tillsyn sent på kvällen'], ['d5', 'Stöd vid lunch, fem dagar i veckan'], ['d6', 'Städning och tvätt varannan vecka'],
    ['d4', 'Promenad tillsammans tre gånger i veckan'], ['d5', 'Hjälp upp och morgontoalett före klockan åtta'], ['d6', 'Inköp och apoteksärende på torsdagar'],
  ],
  care_needs_assessment: [
    ['safety', 'Utredning av trygghetslarm med rörelsesensor'], ['d6', 'Ny bedömning av hemtjänstens omfattning'], ['relatives', 'Avlösning i hemmet två nätter i veckan'],
    ['relatives', 'Växelvård en vecka i månaden'], ['d4', 'Bostadsanpassning, trösklar och badrum'], ['d9', 'Ansökan om dagverksamhet'],
  ],
  primary_care_centre: [
    ['d5', 'Läkemedelsgenomgång'], ['d5', 'Medicinsk bedömning av tilltagande svullnad'], ['d5', 'Provtagning och svar till hemsjukvården'], ['d5', 'Smärtbedömning i hemmet'],
    ['safety', 'Vårdplan vid försämring'], ['d4', 'Utredning av yrsel och fall'],
  ],
  primary_care_rehab: [['d4', 'Gångträning efter höftfraktur'], ['d4', 'Utprovning av rollator'], ['d4', 'Balansträning i grupp'], ['d5', 'Bedömning av sväljning i hemmet']],
  hospital_ward: [['d5', 'Besked om ändrade läkemedel vid hemgång'], ['d5', 'Komplettering av omvårdnadsepikris'], ['safety', 'Planering inför hemgång'], ['d4', 'Beskrivning av hur förflyttningen går på avdelningen']],
  hospital_clinic: [['d5', 'Justering av vätskedrivande'], ['d2', 'Ställningstagande till minnesutredning'], ['d5', 'Återbesök på mottagningen']],
  psychiatry_outpatient: [['d2', 'Uppföljning av läkemedelsbehandling'], ['safety', 'Krisplan för nätterna'], ['d2', 'Samtalskontakt under hösten'], ['safety', 'Bedömning efter uteblivna besök']],
  psychiatry_inpatient: [['safety', 'Återkoppling inför utskrivning'], ['safety', 'Självvald inläggning enligt kontrakt']],
  mobile_team: [['d5', 'Läkarbesök i hemmet'], ['d5', 'Bedömning vid andnöd'], ['d5', 'Intravenös behandling i hemmet'], ['safety', 'Plan för akut försämring']],
  palliative_team: [['d5', 'Brytpunktssamtal och plan för lindring'], ['d5', 'Ställningstagande till smärtpump'], ['relatives', 'Stödsamtal med närstående']],
  nursing_home: [['relatives', 'Växelvård en vecka i månaden'], ['safety', 'Korttidsplats efter hemgång']],
  social_services_family: [['d6', 'Boendestöd tre dagar i veckan'], ['d8', 'Budget- och skuldrådgivning'], ['d9', 'Kontaktperson'], ['relatives', 'Stöd till närstående']],
  school_health: [['d8', 'Anpassad skolgång']],
  joint_operational_group: [],
  joint_strategic_group: [],
  contact_centre: [['safety', 'Vårdplats i samråd']],
  administration: [],
};
