import { namesOf } from "@donut/core/catalog/product-names";
import { type Html, html } from "@donut/core/mail/html";
import { housePage } from "./house-page.ts";

type Language = "en" | "ko";

export type WishView =
  | { status: "asking"; language: Language; productIds: string[]; token: string }
  | { status: "ended"; language: Language }
  | { status: "invalid" }
  | { status: "expired" };

const words = {
  en: {
    ask: "Take back your requests?",
    askWhy: "You asked us to tell you when these are back. We forget all of it, and write no more.",
    button: "Take them back",
    none: "You are waiting for nothing",
    noneWhy: "No more mail comes from us unless you ask for one.",
    ended: "Taken back",
    endedWhy: "We won’t write to you any more unless you ask us to.",
  },
  ko: {
    ask: "재입고 알림을 취소할까요?",
    askWhy: "아래 도넛이 다시 나오면 알려 달라고 하셨어요. 취소하면 모두 지우고 더는 메일을 보내지 않아요.",
    button: "모두 취소하기",
    none: "기다리고 있는 알림이 없어요",
    noneWhy: "다시 신청하지 않으면 메일을 보내지 않아요.",
    ended: "취소했어요",
    endedWhy: "다시 신청하지 않으면 더는 메일을 보내지 않아요.",
  },
};

/** @returns the page that the link in a mail to a customer opens, in the mail's language if the link tells it */
export function wishPage(view: WishView): string {
  if (view.status === "invalid")
    return bothLanguages(
      "This link is not one of ours",
      "저희가 보낸 링크가 아니에요. 메일의 링크를 그대로 열어 주세요.",
    );
  if (view.status === "expired")
    return bothLanguages("This link is too old", "기한이 지난 링크예요. 더는 메일이 가지 않아요.");
  const { language } = view;
  const text = words[language];
  const page = (title: string, body: Html) => housePage({ language, title, body });
  if (view.status === "ended") return page(text.ended, html`<p>${text.endedWhy}</p>`);
  if (view.productIds.length === 0) return page(text.none, html`<p>${text.noneWhy}</p>`);
  return page(
    text.ask,
    html`<p>${text.askWhy}</p>
<ul>${view.productIds.map((id) => html`<li>${namesOf(id)[language]}</li>`)}</ul>
<form method="post" action="end">
<input type="hidden" name="token" value="${view.token}">
<button>${text.button}</button>
</form>`,
  );
}

function bothLanguages(en: string, ko: string): string {
  return housePage({ language: "en", title: en, body: html`<p lang="ko">${ko}</p>` });
}
