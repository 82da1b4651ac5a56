import { noticesRoutes } from '../../contract/notices.ts';
import { call } from '../kernel/api.ts';

export const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in globalThis;

/** The browser's leave, and its address at its own push service told to the server. False when it says no. */
export async function subscribe(pushKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const worker = await navigator.serviceWorker.register('/notice-worker.js');
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
  const { endpoint, keys } = made.toJSON();
  const [p256dh, auth] = [keys?.['p256dh'], keys?.['auth']];
  if (!endpoint || !p256dh || !auth) return false;
  await call(noticesRoutes.subscribe, { body: { endpoint, p256dh, auth } });
  return true;
}
