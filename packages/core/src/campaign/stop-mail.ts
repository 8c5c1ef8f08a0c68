import { namesOf } from "../catalog/product-names.ts";
import { houseMail, styles } from "../mail/house.ts";
import { type Html, html } from "../mail/html.ts";
import type { Campaign } from "./campaign.ts";

export interface StopMail {
  productId: string;
  since: string;
  /** Unknown until the factory has answered. */
  expectedAt?: string | undefined;
  campaigns: Pick<Campaign, "name" | "channel">[];
  /** The page with the button that stops them. */
  url: string;
}

type Language = "en" | "ko";

/** @returns the mail that asks for the ads for a product to be stopped, in both languages, as text and as HTML. */
export function stopMail(content: StopMail): { subject: string; text: string; html: string } {
  const { en, ko } = namesOf(content.productId);
  const sections = [sectionOf(content, "en"), sectionOf(content, "ko")];
  const subject = `Please stop the ads: ${en} is short / 광고 중지 요청: ${ko} 재고 부족`;
  return {
    subject,
    text: sections.map((section) => textOf(section, content.url)).join("\n\n---\n\n"),
    html: houseMail({
      language: "en",
      title: subject,
      preview: sections.map(({ title }) => title).join(" / "),
      body: html`${sections.map((section) => htmlOf(section, content.url))}`,
    }),
  };
}

interface Section {
  language: Language;
  title: string;
  ask: string;
  facts: [name: string, value: string][];
  listTitle: string;
  list: string[];
  button: string;
  note: string;
}

function sectionOf({ productId, since, expectedAt, campaigns }: StopMail, language: Language): Section {
  const product = namesOf(productId)[language];
  const list = campaigns.map(({ name, channel }) => `${name[language]} (${channel})`);
  if (language === "en")
    return {
      language,
      title: `${product} is running out`,
      ask: `Please stop the ads for ${product} until there is more: people would come for donuts that they cannot buy.`,
      facts: [
        ["Short since", timeOf(since, "en-GB")],
        ["Expected back", expectedAt ? timeOf(expectedAt, "en-GB") : "the factory has not said yet"],
      ],
      listTitle: "Campaigns",
      list,
      button: "Stop these ads",
      note: "The link shows what it will stop and asks once. It works for seven days and while this shortage lasts.",
    };
  return {
    language,
    title: `${product} 재고가 떨어지고 있어요`,
    ask: `재고가 다시 들어올 때까지 ${product} 광고를 멈춰 주세요. 살 수 없는 도넛을 찾아오는 손님이 생겨요.`,
    facts: [
      ["부족해진 때", timeOf(since, "ko-KR")],
      ["다시 들어올 때", expectedAt ? timeOf(expectedAt, "ko-KR") : "공장에서 아직 알려 주지 않았어요"],
    ],
    listTitle: "캠페인",
    list,
    button: "이 광고 멈추기",
    note: "링크를 열면 무엇을 멈추는지 보여 주고 한 번 더 물어봐요. 7일 동안, 이번 재고 부족이 이어지는 동안만 쓸 수 있어요.",
  };
}

function textOf({ title, ask, facts, listTitle, list, button, note }: Section, url: string): string {
  return [
    title,
    "",
    ask,
    "",
    ...facts.map(([name, value]) => `${name}: ${value}`),
    `${listTitle}:`,
    ...list.map((item) => `- ${item}`),
    "",
    `${button}: ${url}`,
    note,
  ].join("\n");
}

function htmlOf({ language, title, ask, facts, listTitle, list, button, note }: Section, url: string): Html {
  return html`
<div lang="${language}" style="padding:0 0 28px">
<h1 style="${styles.title}">${title}</h1>
<p style="${styles.text}">${ask}</p>
<p style="${styles.text}">${facts.map(([name, value]) => html`${name}: <strong>${value}</strong><br>`)}</p>
<p style="${styles.text};font-weight:600">${listTitle}</p>
<ul style="${styles.text};margin-top:0;padding-left:20px">${list.map((item) => html`<li>${item}</li>`)}</ul>
<p style="${styles.text};margin-top:20px"><a class="button" href="${url}" style="${styles.button}">${button}</a></p>
<p class="soft" style="${styles.soft};margin-top:12px">${note}</p>
</div>`;
}

/** The company and its people are in Seoul. */
function timeOf(at: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Seoul" });
  return `${format.format(new Date(at))} (KST)`;
}
