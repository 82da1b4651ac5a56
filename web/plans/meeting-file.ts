import { meetingRoutes } from '../../contract/meetings.ts';
import { call } from '../kernel/api.ts';
import { saveFile } from '../kernel/save-file.ts';

/** Fetches the meeting's calendar file and hands it to the browser. */
export async function saveCalendar(params: {
  readonly personId: string;
  readonly planId: string;
  readonly meetingId: string;
}): Promise<void> {
  const { name, type, content } = await call(meetingRoutes.meetingCalendar, { params });
  saveFile(name, `${type};charset=utf-8`, content);
}
