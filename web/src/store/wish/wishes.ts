import type { Wish } from "@donut/contracts/sales";
import { call } from "../../api/http.ts";
import { salesUrl } from "../../api/urls.ts";
import { language } from "../../i18n/language.ts";
import { persisted } from "../../ui/persisted.ts";

export type KeptWish = Pick<Wish, "email" | "until" | "undo">;

/** What was asked for on this device, by product. The shop tells nobody who waits for what. */
export const keptWishes = persisted<Record<string, KeptWish>>("donut.wishes", (stored) => {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, wish]) => isKept(wish)));
});

/** Few people ask, so a function may have to start first. */
const timeout = 20_000;

/** @throws {ApiError} among others if the address is no address, or the product is there already */
export async function askToBeNotified(productId: string, email: string): Promise<void> {
  const { wish } = await call<{ wish: Wish }>(`${salesUrl}/wishes`, {
    method: "POST",
    body: { productId, email, language: language() },
    timeout,
  });
  keptWishes.set({ ...keptWishes.get(), [productId]: { email: wish.email, until: wish.until, undo: wish.undo } });
}

export async function takeBack(productId: string, { undo }: KeptWish): Promise<void> {
  await call(`${salesUrl}/wishes/undo`, { method: "POST", body: { undo }, timeout });
  forget(productId);
}

/** @returns false once its mail has been sent, or it was taken back elsewhere */
export async function stillStands({ undo }: KeptWish, signal: AbortSignal): Promise<boolean> {
  const url = `${salesUrl}/wishes/standing?undo=${encodeURIComponent(undo)}`;
  return (await call<{ stands: boolean }>(url, { signal })).stands;
}

export function forget(productId: string): void {
  const { [productId]: _, ...others } = keptWishes.get();
  keptWishes.set(others);
}

function isKept(wish: unknown): wish is KeptWish {
  if (typeof wish !== "object" || wish === null) return false;
  const { email, until, undo } = wish as Partial<KeptWish>;
  return typeof email === "string" && typeof undo === "string" && Date.parse(until ?? "") > Date.now();
}
