/**
 * Names for made-up persons. Given names follow the decade of birth, so that a room of ninety-year-olds sounds like one. Combinations are drawn at
 * random: a full name that belongs to somebody does so by chance, and the personnummer beside it is a test number.
 */
import type { GivenNames, NameCulture, ProfessionalTitle } from './types.ts';

// oxfmt-ignore
export const givenNames = [
  {
    decade: 1920,
    woman: ['Ingrid', 'Märta', 'Greta', 'Elsa', 'Karin', 'Svea', 'Linnéa', 'Rut', 'Ester', 'Aina', 'Dagny', 'Gunhild', 'Hildur', 'Maj', 'Signe', 'Astrid', 'Vera', 'Alice', 'Edit', 'Sonja'],
    man: ['Sven', 'Karl', 'Erik', 'Nils', 'Gunnar', 'Arne', 'Åke', 'Sture', 'Ragnar', 'Helge', 'Folke', 'Ivar', 'Gösta', 'Harry', 'Verner', 'Evald', 'Holger', 'Tage', 'Einar', 'Knut'],
  },
  {
    decade: 1930,
    woman: ['Birgit', 'Maj-Britt', 'Ulla', 'Inga-Lill', 'Margit', 'Barbro', 'Gun', 'Siv', 'Anna-Lisa', 'Ingegerd', 'Brita', 'Kerstin', 'Inga', 'Rut', 'Vivan', 'Marianne', 'Gunborg', 'Sonja', 'Elsy', 'Majken', 'Ann-Marie', 'Dagmar'],
    man: ['Bengt', 'Lennart', 'Rune', 'Sven-Erik', 'Stig', 'Ingvar', 'Karl-Erik', 'Olof', 'Göte', 'Bertil', 'Allan', 'Arne', 'Sixten', 'Henry', 'Ove', 'Roland', 'Torsten', 'Börje', 'Åke', 'Gustav', 'Yngve', 'Egon'],
  },
  {
    decade: 1940,
    woman: ['Gunilla', 'Birgitta', 'Anita', 'Margareta', 'Ulla-Britt', 'Kerstin', 'Inger', 'Britt-Marie', 'Monica', 'Solveig', 'Gun-Britt', 'Ingrid', 'Lena', 'Agneta', 'Berit', 'Yvonne', 'Christina', 'Marianne', 'Elisabet', 'Rose-Marie', 'Karin', 'Siv'],
    man: ['Lars', 'Hans', 'Bo', 'Göran', 'Kjell', 'Leif', 'Rolf', 'Jan-Erik', 'Sven-Olof', 'Bernt', 'Lars-Erik', 'Ulf', 'Kurt', 'Roland', 'Christer', 'Ingemar', 'Sture', 'Gunnar', 'Per-Olof', 'Tommy', 'Arne', 'Karl-Gustav'],
  },
  {
    decade: 1950,
    woman: ['Eva', 'Lena', 'Ann-Christin', 'Marie', 'Annika', 'Elisabeth', 'Gunilla', 'Carina', 'Ingela', 'Eva-Lena', 'Pia', 'Lisbeth', 'Anna-Karin', 'Susanne', 'Helena', 'Marita', 'Catharina', 'Ewa', 'Görel', 'Annette'],
    man: ['Anders', 'Peter', 'Stefan', 'Thomas', 'Mats', 'Håkan', 'Bengt-Göran', 'Kenneth', 'Dan', 'Roger', 'Bo-Göran', 'Lars-Åke', 'Tomas', 'Conny', 'Jörgen', 'Claes', 'Torbjörn', 'Urban', 'Ronny', 'Staffan'],
  },
  {
    decade: 1960,
    woman: ['Maria', 'Annelie', 'Åsa', 'Camilla', 'Anette', 'Ulrika', 'Katarina', 'Monika', 'Petra', 'Charlotte', 'Helén', 'Madeleine', 'Lotta', 'Veronica', 'Kristina', 'Mona'],
    man: ['Mikael', 'Jan', 'Fredrik', 'Magnus', 'Patrik', 'Joakim', 'Jonas', 'Tony', 'Robert', 'Martin', 'Niklas', 'Ola', 'Per', 'Henrik', 'Johnny', 'Mattias'],
  },
  {
    decade: 1970,
    woman: ['Malin', 'Linda', 'Jenny', 'Sofia', 'Helena', 'Carolina', 'Susanna', 'Johanna', 'Therese', 'Cecilia', 'Anna', 'Emma', 'Marlene', 'Jessica', 'Pernilla', 'Karin'],
    man: ['Johan', 'Daniel', 'Andreas', 'Marcus', 'Christian', 'David', 'Jimmy', 'Mathias', 'Erik', 'Tobias', 'Peter', 'Kristian', 'Björn', 'Richard', 'Jens', 'Fredrik'],
  },
  {
    decade: 1980,
    woman: ['Elin', 'Sara', 'Sandra', 'Hanna', 'Ida', 'Josefin', 'Frida', 'Lisa', 'Rebecka', 'Emelie', 'Jennie', 'Evelina', 'Lina', 'Matilda', 'Annie', 'Amanda'],
    man: ['Viktor', 'Simon', 'Robin', 'Emil', 'Alexander', 'Kristoffer', 'Jesper', 'Oskar', 'Sebastian', 'Jonathan', 'Adam', 'Linus', 'Rasmus', 'Joel', 'Gustav', 'Anton'],
  },
  {
    decade: 1990,
    woman: ['Julia', 'Felicia', 'Moa', 'Alva', 'Fanny', 'Ellinor', 'Wilma', 'Nathalie', 'Johanna', 'Elina', 'Agnes', 'Vendela', 'Tove', 'Maja', 'Klara', 'Ebba'],
    man: ['Filip', 'Albin', 'Hampus', 'Axel', 'Isak', 'Ludvig', 'Pontus', 'Samuel', 'Hugo', 'Max', 'Casper', 'Elias', 'Tim', 'Jakob', 'Kevin', 'William'],
  },
  {
    decade: 2000,
    woman: ['Tilda', 'Ella', 'Nova', 'Thea', 'Alicia', 'Tuva', 'Lova', 'Elsa', 'Saga', 'Stella', 'Alma', 'Nellie', 'Ronja', 'Smilla', 'Emmy', 'Leia'],
    man: ['Lukas', 'Melvin', 'Vincent', 'Theo', 'Edvin', 'Noah', 'Liam', 'Leo', 'Gabriel', 'Alvin', 'Arvid', 'Neo', 'Charlie', 'Viggo', 'Oliver', 'Milo'],
  },
  {
    decade: 2010,
    woman: ['Alice', 'Vera', 'Astrid', 'Selma', 'Ester', 'Signe', 'Iris', 'Lykke', 'Majken', 'Hedda', 'Freja', 'Juni', 'Livia', 'Sigrid', 'Elvira', 'Ingrid'],
    man: ['Harry', 'Sixten', 'Walter', 'Matteo', 'Love', 'Frans', 'Otto', 'Malte', 'Henry', 'Ivar', 'Ture', 'August', 'Olle', 'Elton', 'Sam', 'Folke'],
  },
] as const satisfies readonly GivenNames[];

/** Family names common in Skaraborg: the -son names, names of two parts, soldiers' names and names from farms and parishes. */
// oxfmt-ignore
export const familyNames = [
  'Andersson', 'Johansson', 'Karlsson', 'Svensson', 'Larsson', 'Gustafsson', 'Persson', 'Nilsson', 'Eriksson', 'Pettersson', 'Olsson', 'Jonsson', 'Jansson', 'Magnusson',
  'Bengtsson', 'Claesson', 'Fredriksson', 'Johannesson', 'Abrahamsson', 'Isaksson', 'Samuelsson', 'Torstensson', 'Håkansson', 'Kjellberg', 'Lundgren', 'Lindström', 'Lindqvist',
  'Bergström', 'Sandberg', 'Sjöberg', 'Hedlund', 'Wallin', 'Ekström', 'Nyström', 'Blomqvist', 'Hagberg', 'Ahlgren', 'Dahlgren', 'Lindgren', 'Sandell', 'Hellström', 'Rosén',
  'Lindén', 'Ståhl', 'Frisk', 'Glad', 'Rask', 'Stark', 'Modig', 'Sköld', 'Kvick', 'Hurtig', 'Dolk', 'Brask', 'Flink', 'Gren', 'Lind', 'Björk', 'Falk', 'Berg', 'Ek', 'Alm',
  'Kinnander', 'Valle', 'Husaby', 'Kleven', 'Skarstedt', 'Gudhem', 'Kållander', 'Vänerborg', 'Hornborg', 'Billinger', 'Mösseborg', 'Kavlås', 'Holmestad', 'Varnhem', 'Vättergren',
  'Granath', 'Wennerholm', 'Westerberg', 'Öhrn', 'Ås', 'Ädel', 'Zetterlund', 'Widell', 'Thorell', 'Swahn', 'Rydell', 'Qvarfordt', 'Palmqvist', 'Norling', 'Molander',
] as const satisfies readonly string[];

/** Names from other languages spoken in the region, in about the measure they are met in care. */
// oxfmt-ignore
export const nameCultures = [
  {
    key: 'finnish', perMille: 45,
    woman: ['Aino', 'Helvi', 'Kaarina', 'Pirkko', 'Raija', 'Marjatta', 'Tuulikki', 'Anneli', 'Sirpa', 'Leena', 'Päivi', 'Kirsti'],
    man: ['Veikko', 'Toivo', 'Reijo', 'Pentti', 'Kauko', 'Matti', 'Jorma', 'Seppo', 'Timo', 'Erkki', 'Heikki', 'Martti'],
    family: ['Virtanen', 'Korhonen', 'Mäkinen', 'Nieminen', 'Heikkinen', 'Laitinen', 'Karjalainen', 'Salonen', 'Rantanen', 'Hakala'],
  },
  {
    key: 'balkan', perMille: 35,
    woman: ['Amira', 'Jasmina', 'Senada', 'Fatima', 'Mirjana', 'Dragana', 'Vesna', 'Azra', 'Ljiljana', 'Emina', 'Zlata'],
    man: ['Mehmed', 'Goran', 'Zoran', 'Nermin', 'Mirsad', 'Dragan', 'Senad', 'Milan', 'Ismet', 'Hasan', 'Stjepan'],
    family: ['Hodžić', 'Begović', 'Kovačević', 'Petrović', 'Jovanović', 'Hadžić', 'Marković', 'Delić', 'Omerović', 'Babić'],
  },
  {
    key: 'arabic', perMille: 40,
    woman: ['Samira', 'Layla', 'Amal', 'Hanan', 'Nour', 'Rania', 'Salma', 'Huda', 'Maryam', 'Yasmin', 'Zeinab'],
    man: ['Ahmad', 'Mahmoud', 'Khaled', 'Omar', 'Yousef', 'Hassan', 'Samir', 'Ibrahim', 'Bilal', 'Tarek', 'Walid'],
    family: ['Al-Khatib', 'Haddad', 'Mansour', 'Saleh', 'Darwish', 'Nasser', 'Khoury', 'Hamdan', 'Issa', 'Al-Jabouri'],
  },
  {
    key: 'assyrian', perMille: 8,
    woman: ['Shamiran', 'Maryam', 'Sabrina', 'Linda', 'Nahrin', 'Feride'],
    man: ['Gabriel', 'Aziz', 'Fuat', 'Ninos', 'Sargon', 'Yakub'],
    family: ['Yacoub', 'Gabriel', 'Hanna', 'Aydin', 'Barsom', 'Malke'],
  },
  {
    key: 'somali', perMille: 14,
    woman: ['Hodan', 'Fadumo', 'Amina', 'Sahra', 'Khadija', 'Ifrah', 'Nasra'],
    man: ['Abdi', 'Mohamud', 'Yusuf', 'Abdirahman', 'Farah', 'Liban', 'Hassan'],
    family: ['Abdullahi', 'Warsame', 'Jama', 'Nur', 'Osman', 'Hirsi', 'Farah'],
  },
  {
    key: 'persian', perMille: 9,
    woman: ['Parvin', 'Shirin', 'Nasrin', 'Mahnaz', 'Soraya', 'Zahra', 'Maryam'],
    man: ['Reza', 'Hossein', 'Behrouz', 'Mehdi', 'Ali', 'Farhad', 'Dariush'],
    family: ['Ahmadi', 'Karimi', 'Rahimi', 'Hosseini', 'Moradi', 'Jafari', 'Sadeghi'],
  },
  {
    key: 'polish', perMille: 10,
    woman: ['Danuta', 'Ewa', 'Krystyna', 'Bożena', 'Halina', 'Agnieszka', 'Teresa'],
    man: ['Zbigniew', 'Andrzej', 'Marek', 'Tadeusz', 'Stanisław', 'Piotr', 'Janusz'],
    family: ['Kowalski', 'Nowak', 'Wójcik', 'Kamiński', 'Lewandowski', 'Zieliński'],
  },
  {
    key: 'thai', perMille: 7,
    woman: ['Malee', 'Somsri', 'Anong', 'Ratana', 'Pranee', 'Wanida'],
    man: ['Somchai', 'Prasert', 'Anan', 'Sakda'],
    family: ['Srisuk', 'Chaiyaporn', 'Thongdee', 'Boonmee', 'Suksai'],
  },
  {
    key: 'estonian', perMille: 4,
    woman: ['Aino', 'Helju', 'Linda', 'Leida', 'Maimu', 'Virve'],
    man: ['Arvo', 'Endel', 'Kalju', 'Heino', 'Ülo', 'Ants'],
    family: ['Tamm', 'Saar', 'Kask', 'Mägi', 'Pärn', 'Rebane'],
  },
  {
    key: 'hungarian', perMille: 3,
    woman: ['Ilona', 'Erzsébet', 'Katalin', 'Judit'],
    man: ['László', 'István', 'Zoltán', 'Ferenc'],
    family: ['Szabó', 'Nagy', 'Kovács', 'Horváth', 'Tóth'],
  },
  {
    key: 'roma', perMille: 4,
    woman: ['Rosita', 'Miranda', 'Tamara', 'Singoalla'],
    man: ['Allan', 'Stevo', 'Roberto', 'Marko'],
    family: ['Dimitri', 'Lakatos', 'Demeter', 'Taikander'],
  },
  {
    key: 'sami', perMille: 2,
    woman: ['Elle', 'Inga', 'Sárá', 'Biret'],
    man: ['Ante', 'Nila', 'Mihkkal', 'Jovnna'],
    family: ['Blind', 'Sarri', 'Omma', 'Kuhmunen'],
  },
] as const satisfies readonly NameCulture[];

// oxfmt-ignore
export const professionalTitles = [
  { key: 'district_nurse', title: { sv: 'Distriktssköterska', en: 'District nurse' }, at: ['home_health_care', 'primary_care_centre'], licensed: true },
  { key: 'nurse', title: { sv: 'Sjuksköterska', en: 'Nurse' }, at: ['home_health_care', 'hospital_ward', 'hospital_clinic', 'nursing_home', 'mobile_team', 'palliative_team', 'contact_centre'], licensed: true },
  { key: 'psychiatric_nurse', title: { sv: 'Specialistsjuksköterska i psykiatri', en: 'Specialist nurse in psychiatry' }, at: ['psychiatry_outpatient', 'psychiatry_inpatient', 'mobile_team'], licensed: true },
  { key: 'school_nurse', title: { sv: 'Skolsköterska', en: 'School nurse' }, at: ['school_health'], licensed: true },
  { key: 'assistant_nurse', title: { sv: 'Undersköterska', en: 'Assistant nurse' }, at: ['home_help', 'nursing_home', 'hospital_ward', 'home_health_care', 'palliative_team'], licensed: false },
  { key: 'care_assistant', title: { sv: 'Vårdbiträde', en: 'Care assistant' }, at: ['home_help', 'nursing_home'], licensed: false },
  { key: 'gp', title: { sv: 'Specialistläkare i allmänmedicin', en: 'General practitioner' }, at: ['primary_care_centre', 'mobile_team'], licensed: true },
  { key: 'senior_physician', title: { sv: 'Överläkare', en: 'Senior physician' }, at: ['hospital_ward', 'hospital_clinic', 'psychiatry_outpatient', 'psychiatry_inpatient', 'palliative_team'], licensed: true },
  { key: 'resident', title: { sv: 'ST-läkare', en: 'Resident physician' }, at: ['hospital_ward', 'primary_care_centre', 'psychiatry_inpatient'], licensed: true },
  { key: 'ot', title: { sv: 'Arbetsterapeut', en: 'Occupational therapist' }, at: ['home_health_care', 'primary_care_rehab', 'hospital_ward', 'psychiatry_outpatient'], licensed: true },
  { key: 'physio', title: { sv: 'Fysioterapeut', en: 'Physiotherapist' }, at: ['home_health_care', 'primary_care_rehab', 'hospital_ward'], licensed: true },
  { key: 'counsellor', title: { sv: 'Hälso- och sjukvårdskurator', en: 'Health care social worker' }, at: ['primary_care_centre', 'hospital_clinic', 'palliative_team', 'psychiatry_outpatient'], licensed: true },
  { key: 'school_counsellor', title: { sv: 'Skolkurator', en: 'School counsellor' }, at: ['school_health'], licensed: false },
  { key: 'psychologist', title: { sv: 'Psykolog', en: 'Psychologist' }, at: ['psychiatry_outpatient', 'school_health', 'primary_care_centre'], licensed: true },
  { key: 'dietitian', title: { sv: 'Dietist', en: 'Dietitian' }, at: ['primary_care_rehab', 'hospital_clinic'], licensed: true },
  { key: 'speech_therapist', title: { sv: 'Logoped', en: 'Speech and language therapist' }, at: ['hospital_clinic', 'primary_care_rehab'], licensed: true },
  { key: 'needs_officer', title: { sv: 'Biståndshandläggare', en: 'Care needs officer' }, at: ['care_needs_assessment'], licensed: false },
  { key: 'disability_officer', title: { sv: 'LSS-handläggare', en: 'Disability services officer' }, at: ['care_needs_assessment'], licensed: false },
  { key: 'social_worker', title: { sv: 'Socialsekreterare', en: 'Social worker' }, at: ['social_services_family'], licensed: false },
  { key: 'housing_support', title: { sv: 'Boendestödjare', en: 'Housing support worker' }, at: ['home_help', 'social_services_family'], licensed: false },
  { key: 'planner', title: { sv: 'Planerare', en: 'Planner' }, at: ['home_help'], licensed: false },
  { key: 'coordinator', title: { sv: 'Vårdsamordnare', en: 'Care coordinator' }, at: ['primary_care_centre', 'hospital_ward', 'psychiatry_outpatient', 'contact_centre'], licensed: true },
  { key: 'unit_head', title: { sv: 'Enhetschef', en: 'Head of unit' }, at: ['home_health_care', 'home_help', 'nursing_home', 'care_needs_assessment', 'hospital_ward', 'social_services_family', 'school_health', 'primary_care_rehab', 'hospital_clinic', 'psychiatry_outpatient', 'psychiatry_inpatient', 'mobile_team', 'palliative_team', 'contact_centre'], licensed: false },
  { key: 'system_administrator', title: { sv: 'Systemförvaltare', en: 'System administrator' }, at: ['administration'], licensed: false },
  { key: 'operations_head', title: { sv: 'Verksamhetschef', en: 'Head of operations' }, at: ['primary_care_centre', 'hospital_clinic', 'joint_operational_group'], licensed: false },
  { key: 'mas', title: { sv: 'Medicinskt ansvarig sjuksköterska', en: 'Chief nurse of the municipality' }, at: ['home_health_care', 'joint_operational_group'], licensed: true },
  { key: 'mar', title: { sv: 'Medicinskt ansvarig för rehabilitering', en: 'Chief of rehabilitation of the municipality' }, at: ['home_health_care', 'joint_operational_group'], licensed: true },
  { key: 'social_director', title: { sv: 'Socialchef', en: 'Director of social services' }, at: ['joint_operational_group', 'joint_strategic_group'], licensed: false },
  { key: 'hospital_director', title: { sv: 'Sjukhusdirektör', en: 'Hospital director' }, at: ['joint_strategic_group'], licensed: false },
  { key: 'process_leader', title: { sv: 'Processledare', en: 'Process leader' }, at: ['joint_operational_group', 'joint_strategic_group'], licensed: false },
] as const satisfies readonly ProfessionalTitle[];
