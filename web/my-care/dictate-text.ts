import { catalogue } from '../kernel/text.ts';

export const sv = {
  begin: 'Tala i stället',
  end: 'Sluta lyssna',
  fetching: 'Hämtar svenska till din telefon eller dator. Vänta lite.',
  listening: 'Tala nu. Det du säger blir text.',
  refused: 'Mikrofonen är avstängd för den här sidan. Du kan skriva i stället.',
  stays: 'Din röst stannar här hos dig. Bara texten sparas.',
  keyboard: 'Du kan tala in din text. Tryck på mikrofonen där du skriver.',
};

export const text = catalogue(sv, {
  begin: 'Speak instead',
  end: 'Stop listening',
  fetching: 'Fetching the language to your phone or computer. Wait a little.',
  listening: 'Speak now. What you say becomes text.',
  refused: 'The microphone is turned off for this page. You can write instead.',
  stays: 'Your voice stays here with you. Only the text is saved.',
  keyboard: 'You can speak your text. Press the microphone where you type.',
});
