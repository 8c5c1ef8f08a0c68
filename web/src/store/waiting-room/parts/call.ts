import { persisted } from "../../../ui/persisted.ts";
import { allowChime, chime } from "./chime.ts";

/** Whether one wants to be called by sound and notification. */
export const wantsCall = persisted<boolean>("donut.call", (stored) => stored === true);

/** Whether the browser shows notifications of ours. */
export const mayNotify = (): boolean => typeof Notification !== "undefined" && Notification.permission === "granted";

/** To be called from a press: browsers ask for the permission, and let sound be heard, only then. */
export async function askToCall(): Promise<void> {
  allowChime();
  wantsCall.set(true);
  if (typeof Notification === "undefined" || Notification.permission !== "default") return;
  await Notification.requestPermission().catch(() => undefined);
}

/** Calls whoever wanted to be called; the notification brings them back to this tab. */
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
    // Some phones let only service workers notify; the chime and the name of the tab remain.
  }
}
