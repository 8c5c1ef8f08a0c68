import { createHash } from "node:crypto";
import type { PushLanguage, PushMessage } from "@donut/contracts/push";
import { moneyText, thousandthsOf } from "./money.ts";
import type { FloodNotice, Notice, OrderNotice } from "./notice.ts";
import { texts } from "./texts.ts";

/**
 * @returns the text for a device, in its language; a short version if the push service rejected the full one as too
 * long
 */
export function messageOf(
  notice: Notice,
  { language, web, short = false }: { language: PushLanguage; web: string; short?: boolean },
): PushMessage {
  const { title, body } = wordsOf(notice, language);
  return {
    web_push: 8030,
    notification: {
      title: cut(title, short ? 60 : 120),
      ...(body && !short && { body: cut(body, 200) }),
      lang: language,
      tag: tagOf(notice),
      navigate: `${web}${pathOf(notice)}`,
      timestamp: Date.parse(notice.at),
    },
  };
}

/** @returns the topic that pushes about the same thing share: a later one replaces the earlier one */
export function topicOf(notice: Notice): string {
  return createHash("sha256").update(tagOf(notice)).digest("base64url").slice(0, 32);
}

function tagOf(notice: Notice): string {
  if (notice.kind === "order") return `order-${notice.shop}-${notice.orderId}`;
  return notice.kind === "flood" ? `orders-${notice.floodId}` : `test-${notice.testId}`;
}

function pathOf(notice: Notice): string {
  if (notice.kind === "order") return `/console/shopify/orders/${encodeURIComponent(notice.orderId)}`;
  return notice.kind === "flood" ? "/console/shopify" : "/console/notifications";
}

function wordsOf(notice: Notice, language: PushLanguage): { title: string; body?: string } {
  if (notice.kind === "order") return orderWords(notice, language);
  if (notice.kind === "flood") return floodWords(notice, language);
  return texts[language].test;
}

function orderWords({ occasion, name, total, units, owed, unmapped }: OrderNotice, language: PushLanguage) {
  const text = texts[language];
  const amount = thousandthsOf(total.amount);
  const sum = amount === undefined ? `${total.amount} ${total.currency}` : moneyText(amount, total.currency, language);
  const title = occasion === "cancelled" ? text.cancelled(name, sum) : text.newOrder(name, sum);
  const parts = [
    ...(units > 0 ? [text.units(units)] : []),
    ...(owed > 0 ? [text.owed(owed)] : []),
    ...(unmapped > 0 ? [text.unmapped(unmapped)] : []),
  ];
  return { title: occasion === "test" ? text.testOrder(title) : title, body: parts.join(" · ") };
}

function floodWords({ counts, totals }: FloodNotice, language: PushLanguage) {
  const text = texts[language];
  const sums = Object.entries(totals)
    .toSorted(([, a], [, b]) => b - a)
    .map(([currency, amount]) => moneyText(amount, currency, language));
  const others = [
    ...(counts.cancelled > 0 ? [text.orders.cancelled(counts.cancelled)] : []),
    ...(counts.test > 0 ? [text.orders.test(counts.test)] : []),
  ];
  if (counts.new === 0) return { title: others.join(" · ") };
  return { title: [text.orders.new(counts.new), ...sums].join(" · "), body: others.join(" · ") };
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
