/** Shows that something has happened. What is sent holds a language and nothing else, and nothing of the pages is kept here. */
const words = {
  sv: ['Mellanrum', 'Du har något att svara på, eller ett svar.'],
  en: ['Mellanrum', 'Something asks for your answer, or answers you.'],
};

self.addEventListener('push', (event) => {
  let language = 'sv';
  try {
    if (event.data?.json().language === 'en') language = 'en';
  } catch {
    // Without words of its own it is told in Swedish.
  }
  const [title, body] = words[language];
  event.waitUntil(
    self.registration.showNotification(title, { body, lang: language, tag: 'mellanrum', icon: '/favicon.svg' }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((open) => {
      const [first] = open;
      return first
        ? first.navigate('/notices').then((page) => (page ?? first).focus())
        : self.clients.openWindow('/notices');
    }),
  );
});
