import fc from "fast-check";
import { expect, test } from "vitest";
import { type OrderMail, orderMail } from "./order-mail.ts";

const order: OrderMail = {
  language: "en",
  orderId: "ord_0123456789abcdef0123456789abcdef",
  placedAt: "2026-11-20T03:04:00.000Z",
  lines: [
    { productId: "glazed", quantity: 3, price: 1500 },
    { productId: "injeolmi", quantity: 1, price: 2100 },
  ],
  units: 4,
  total: 6600,
  store: "https://donuts.example",
};

test("it contains what the ticket does, in the customer's language only", () => {
  const english = orderMail(order);
  const korean = orderMail({ ...order, language: "ko" });
  const same = ["12:04", "3 × ₩1,500", "₩4,500", "₩6,600", order.orderId, `${order.store}/orders/${order.orderId}`];
  for (const { text, html } of [english, korean])
    for (const body of [text, html]) for (const part of same) expect(body).toContain(part);
  for (const body of [english.subject, english.text, english.html.replace("'Malgun Gothic'", "")]) {
    expect(body).not.toMatch(/[가-힣]/);
  }
  expect(english.subject).toContain("4 donuts");
  expect(english.text).toContain("Original Glazed");
  expect(korean.subject).toContain("도넛 4개");
  expect(korean.html).toContain("오리지널 글레이즈드");
  expect(korean.html).toContain('<html lang="ko">');
});

test("it needs neither scripts nor SVG, and everything in its HTML is escaped", () => {
  expect(orderMail(order).html).not.toMatch(/<(script|svg)/);
  fc.assert(
    fc.property(fc.string(), (productId) => {
      const { html } = orderMail({ ...order, lines: [{ productId: `<b>${productId}`, quantity: 1, price: 1 }] });
      expect(html).not.toContain("<b>");
    }),
  );
});
