import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** A meeting as calendars are told of it. A calendar is outside every rule of access: nothing of whom it is about. */
export interface MeetingEvent {
  /** The same for the meeting's whole life (RFC 5545 3.8.4.7). */
  readonly uid: string;
  /** One more for each change (RFC 5545 3.8.7.4). */
  readonly sequence: number;
  readonly cancelled: boolean;
  /** ISO 8601 UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** When it was last changed, ISO 8601 UTC (DTSTAMP). */
  readonly stamp: string;
  readonly form: 'home' | 'digital' | 'phone' | 'office';
  readonly link: string | null;
  /** Only used for `office`: where somebody lives is not told to a calendar. */
  readonly place: string;
  readonly organizer: { readonly name: string; readonly email: string | null };
}
export interface CalendarFile {
  readonly name: string;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

const forms = { home: 'Hemma hos personen', digital: 'Digitalt möte', phone: 'Telefonmöte', office: 'Möte' } as const;

/**
 * The iCalendar file of a meeting (RFC 5545, iTIP RFC 5546): REQUEST for a new or moved meeting, CANCEL when it is called off. A calendar
 * that has seen a higher SEQUENCE keeps that, so files may come late and out of order.
 */
export function calendarOf(event: MeetingEvent): CalendarFile {
  const method = event.cancelled ? 'CANCEL' : 'REQUEST';
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'Mellanrum', product: 'Mellanrum', language: 'SV' },
  });
  const where = event.form === 'office' && event.place ? event.place : forms[event.form];
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: event.stamp,
    start: event.startsAt,
    end: event.endsAt,
    summary: 'Planeringsmöte (Mellanrum)',
    location: where,
    status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(event.link ? { url: event.link } : {}),
    ...(event.organizer.email ? { organizer: { name: event.organizer.name, email: event.organizer.email } } : {}),
  });
  return { name: 'planeringsmote.ics', method, content: calendar.toString() };
}
