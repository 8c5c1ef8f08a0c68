import { persisted } from "../../../ui/persisted.ts";
import { allowChime, chime } from "./chime.ts";

/** Whether the visitor wants sound and notification when the turn comes. */
export const wantsCall = persisted<boolean>("donut.call", (stored) => stored === true);

/** Whether the browser allows our notifications. */
export const mayNotify = (): boolean => typeof Notification !== "undefined" && Notification.permission === "granted";

/** Call it from a click handler: browsers ask for permission, and allow sound, only then. */
export async function askToCall(): Promise<void> {
  allowChime();
  wantsCall.set(true);
  if (typeof Notification === "undefined" || Notification.permission !== "default") return;
  await Notification.requestPermission().catch(() => undefined);
}

/** Notifies visitors who asked for it; clicking the notification returns to this tab. */
export function callOut(title: string, body: string): void {
  if (!wantsCall.get()) return;
  chime();
  navigator.vibrate?.([200, 100, 200]);
  if (!document.hidden || !mayNotify()) return;
  try {
    const notice = new Notification(title, { body, tag: "donut.turn", requireInteraction: true, icon: "/favicon.svg" });
    notice.onclick = () => {
      window.focus();
      notice.close();
    };
    addEventListener("visibilitychange", () => notice.close(), { once: true });
  } catch {
    // Some phones allow notifications only from service workers; the chime and the tab's title remain.
  }
}
