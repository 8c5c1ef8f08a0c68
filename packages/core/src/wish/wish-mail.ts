import { namesOf } from "../catalog/product-names.ts";
import { houseMail, styles } from "../mail/house.ts";
import { html } from "../mail/html.ts";

export interface WishMail {
  productId: string;
  language: "en" | "ko";
  askedAt: string;
  /** The page on which the holder can end all further wishes. */
  endUrl: string;
  /** The store's address, without a trailing slash. */
  store: string;
}

const words = {
  en: {
    title: (name: string) => `${name} is back`,
    body: (day: string) =>
      `You asked us on ${day} to tell you. It can be ordered again now, for as long as there is some on the tray.`,
    open: (name: string) => `To ${name}`,
    once: "This mail comes once: we won’t write about it again unless you ask us to.",
    end: "You didn’t ask, or want no more of these mails?",
    endLink: "Take back all your requests",
  },
  ko: {
    title: (name: string) => `${name}, 다시 나왔어요`,
    body: (day: string) => `${day}에 알려 달라고 하셨죠. 지금 다시 주문할 수 있어요. 진열대에 있는 동안만요.`,
    open: (name: string) => `${name} 보러 가기`,
    once: "이 메일은 한 번만 보내요. 다시 신청하지 않으면 더 보내지 않아요.",
    end: "신청한 적이 없거나 이런 메일을 그만 받고 싶다면",
    endLink: "재입고 알림 모두 취소하기",
  },
};

/** @returns the mail that says that a product can be ordered again, as text and as HTML */
export function wishMail({ productId, language, askedAt, endUrl, store }: WishMail): {
  subject: string;
  text: string;
  html: string;
} {
  const text = words[language];
  const name = namesOf(productId)[language];
  // The shop is in Seoul.
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "Asia/Seoul" });
  const title = text.title(name);
  const body = text.body(day.format(new Date(askedAt)));
  const url = `${store}/donuts/${encodeURIComponent(productId)}`;
  return {
    subject: title,
    text: [
      title,
      "",
      body,
      "",
      `${text.open(name)}: ${url}`,
      "",
      text.once,
      text.end,
      `${text.endLink}: ${endUrl}`,
    ].join("\n"),
    html: houseMail({
      language,
      title,
      preview: body,
      body: html`<img src="${store}/mail/${productId}.png" width="96" height="96" alt="" style="display:block;border:0;margin:0 0 12px">
<h1 style="${styles.title}">${title}</h1>
<p style="${styles.text}">${body}</p>
<p style="${styles.text};margin-top:24px"><a class="button" href="${url}" style="${styles.button}">${text.open(name)}</a></p>
<p class="soft" style="${styles.soft};margin-top:24px">${text.once}</p>
<p class="soft" style="${styles.soft}">${text.end} <a href="${endUrl}" style="color:inherit">${text.endLink}</a></p>`,
    }),
  };
}
