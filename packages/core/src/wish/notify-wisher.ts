import { Resource } from "sst";
import { type SentOnce, sendOnce, wasSent } from "../mail/send-once.ts";
import { readStockItem } from "../stock/stock-item.ts";
import type { WishCall } from "./call-wishers.ts";
import { endWish } from "./take-back.ts";
import { readWish, type Wish, wishEnd } from "./wish.ts";
import { endToken } from "./wish-links.ts";
import { wishMail } from "./wish-mail.ts";

export type Notified =
  | SentOnce
  /** It has been taken back, mailed before, or forgotten. */
  | { status: "over" }
  /** It is sold out again, so the wish goes on. */
  | { status: "sold-out" }
  /** Test traffic is not mailed. */
  | { status: "test" };

/** Mails the holder of a wish that the product can be ordered again. Then the wish is over. */
export async function notifyWisher({ productId, id, wishId }: WishCall, signal: AbortSignal): Promise<Notified> {
  const wish = await readWish({ productId, id });
  if (wish?.wishId !== wishId) return { status: "over" };
  if (wish.test) {
    await endWish(wish);
    return { status: "test" };
  }
  const available = (await readStockItem(productId))?.available ?? 0;
  // If an earlier try has mailed it and did not get to end it, it is over all the same.
  if (available === 0 && !(await wasSent(Resource.WishMailTable.name, wishId))) return { status: "sold-out" };
  const mail = { id: wishId, from: Resource.OrderMail.sender, to: wish.email, ...contentFor(wish) };
  const sent = await sendOnce(Resource.WishMailTable.name, mail, signal);
  if (sent.status === "sent" || sent.status === "repeated") await endWish(wish);
  return sent;
}

function contentFor({ productId, id, language, askedAt }: Wish) {
  const token = endToken({ id, language, expiresAt: wishEnd() }, Resource.WishSecret.value);
  const endUrl = `${Resource.SalesApi.url}/wishes/end?token=${token}`;
  return wishMail({ productId, language, askedAt, endUrl, store: Resource.Store.url });
}
