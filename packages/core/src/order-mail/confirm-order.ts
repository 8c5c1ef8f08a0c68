import { isTest, type orderPlaced } from "@donut/contracts/events/order";
import { Resource } from "sst";
import type * as z from "zod";
import { type SentOnce, sendOnce } from "../mail/send-once.ts";
import { orderMail } from "./order-mail.ts";

export type Confirmed =
  | SentOnce
  /** Only orders that say in which language are confirmed by mail, and no test traffic is. */
  | { status: "not-wanted" };

/** Mails an order's customer its ticket, once per order. */
export async function confirmOrder(event: z.infer<typeof orderPlaced.schema>, signal: AbortSignal): Promise<Confirmed> {
  const { orderId, email, language, ...order } = event.data;
  if (language === undefined || isTest(event)) return { status: "not-wanted" };
  const content = orderMail({ ...order, orderId, language, placedAt: event.at, store: Resource.Store.url });
  const mail = { id: orderId, from: Resource.OrderMail.sender, to: email, ...content };
  return sendOnce(Resource.OrderMailTable.name, mail, signal);
}
