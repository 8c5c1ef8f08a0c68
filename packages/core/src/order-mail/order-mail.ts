import { namesOf } from "../catalog/product-names.ts";
import { houseMail, styles } from "../mail/house.ts";
import { type Html, html } from "../mail/html.ts";

export interface OrderMail {
  language: "en" | "ko";
  orderId: string;
  placedAt: string;
  lines: { productId: string; quantity: number; price: number }[];
  units: number;
  /** Whole KRW. */
  total: number;
  /** The store's address, without a trailing slash. */
  store: string;
}

const words = {
  en: {
    subject: (units: number) => `Your ticket: ${units === 1 ? "one donut" : `${units} donuts`}`,
    title: (units: number) => (units === 1 ? "One donut, all yours" : `${units} donuts, all yours`),
    total: "Total",
    number: "Order number",
    next: "What happens next",
    steps: ["We pack your box now.", "Show this ticket at the counter, and it is yours."],
    open: "Open your ticket",
    why: "You get this mail because somebody ordered with this address. It is sent once.",
  },
  ko: {
    subject: (units: number) => `주문표가 왔어요: 도넛 ${units}개`,
    title: (units: number) => `도넛 ${units}개, 모두 내 거예요`,
    total: "합계",
    number: "주문 번호",
    next: "다음은 이렇게 돼요",
    steps: ["지금 상자를 포장하고 있어요.", "매장에서 이 주문표를 보여 주시면 바로 드려요."],
    open: "주문표 열기",
    why: "이 주소로 주문이 들어와서 보내는 메일이에요. 한 번만 보내요.",
  },
};

/** @returns the confirmation of a sold order, drawn like its ticket in the store, as text and as HTML */
export function orderMail(order: OrderMail): { subject: string; text: string; html: string } {
  const { language, orderId, placedAt, units, total, store } = order;
  const text = words[language];
  const url = `${store}/orders/${orderId}`;
  const money = (won: number) => new Intl.NumberFormat(language, { style: "currency", currency: "KRW" }).format(won);
  const at = timeOf(placedAt, language);
  const lines = order.lines.map(({ productId, quantity, price }) => ({
    name: namesOf(productId)[language],
    picture: `${store}/mail/${productId}.png`,
    each: `${quantity} × ${money(price)}`,
    sum: money(quantity * price),
  }));
  return {
    subject: text.subject(units),
    text: [
      text.title(units),
      at,
      "",
      ...lines.map(({ name, each, sum }) => `${name}: ${each} = ${sum}`),
      `${text.total}: ${money(total)}`,
      `${text.number}: ${orderId}`,
      "",
      `${text.next}:`,
      ...text.steps.map((step, index) => `${index + 1}. ${step}`),
      "",
      `${text.open}: ${url}`,
      text.why,
    ].join("\n"),
    html: houseMail({
      language,
      title: text.subject(units),
      preview: `${text.total}: ${money(total)}. ${text.steps.join(" ")}`,
      body: html`<h1 style="${styles.title}">${text.title(units)}</h1>
<p class="soft" style="${styles.soft}">${at}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:20px">
<tr><td class="rule" colspan="3" style="${styles.rule}">&nbsp;</td></tr>
${lines.map(lineOf)}
<tr><td class="rule" colspan="3" style="${styles.rule}">&nbsp;</td></tr>
<tr><td colspan="2" style="${styles.cell};font-weight:600">${text.total}</td><td align="right" style="${styles.cell};font-size:20px;font-weight:700;white-space:nowrap">${money(total)}</td></tr>
</table>
<p class="soft" style="${styles.soft};word-break:break-all">${text.number}: ${orderId}</p>
<p style="${styles.text};font-weight:600">${text.next}</p>
<ol class="soft" style="${styles.soft};padding-left:20px">${text.steps.map((step) => html`<li>${step}</li>`)}</ol>
<p style="${styles.text};margin-top:24px"><a class="button" href="${url}" style="${styles.button}">${text.open}</a></p>
<p class="soft" style="${styles.soft};margin-top:24px">${text.why}</p>`,
    }),
  };
}

function lineOf({ name, picture, each, sum }: { name: string; picture: string; each: string; sum: string }): Html {
  return html`<tr>
<td width="60" style="${styles.cell}"><img src="${picture}" width="48" height="48" alt="" style="display:block;border:0"></td>
<td style="${styles.cell}">${name}<br><span class="soft" style="${styles.soft}">${each}</span></td>
<td align="right" style="${styles.cell};white-space:nowrap">${sum}</td>
</tr>`;
}

/** The shop is in Seoul. */
function timeOf(at: string, language: "en" | "ko"): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone: "Asia/Seoul",
  });
  return `${format.format(new Date(at))} (KST)`;
}
