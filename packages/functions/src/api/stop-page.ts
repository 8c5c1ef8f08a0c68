import type { Campaign } from "@donut/core/campaign/campaign";
import { type Html, html } from "@donut/core/mail/html";
import { housePage } from "./house-page.ts";

type Shown = Pick<Campaign, "name" | "channel" | "status">;

export type StopView =
  | { status: "asking"; campaigns: Shown[]; token: string }
  | { status: "stopped"; campaigns: Shown[] }
  | { status: "invalid" }
  | { status: "expired" };

/** @returns the page that the link in the ad manager's mail opens, in both languages. */
export function stopPage(view: StopView): string {
  const { en, ko } = titleOf(view);
  return housePage({
    language: "en",
    title: en,
    body: html`<p lang="ko">${ko}</p>
${bodyOf(view)}`,
  });
}

function titleOf(view: StopView): { en: string; ko: string } {
  if (view.status === "invalid")
    return { en: "This link is not one of ours", ko: "저희가 보낸 링크가 아니에요. 메일의 링크를 그대로 열어 주세요." };
  if (view.status === "expired")
    return { en: "This link is too old", ko: "기한이 지난 링크예요. 콘솔에서 광고를 멈출 수 있어요." };
  if (view.campaigns.length === 0)
    return { en: "This shortage is over: nothing needs to be stopped", ko: "재고가 다시 들어와서 멈출 광고가 없어요." };
  if (view.status === "stopped") return { en: "These ads are stopped", ko: "이 광고를 멈췄어요. 고마워요!" };
  return view.campaigns.some(({ status }) => status === "stop_requested")
    ? { en: "Stop these ads?", ko: "이 광고를 멈출까요?" }
    : { en: "These ads are stopped already", ko: "이미 멈춘 광고예요." };
}

function bodyOf(view: StopView): Html {
  if (view.status === "invalid" || view.status === "expired") return html``;
  const list = html`<ul>${view.campaigns.map(itemOf)}</ul>`;
  if (view.status === "stopped" || !view.campaigns.some(({ status }) => status === "stop_requested")) return list;
  return html`${list}
<form method="post" action="stop">
<input type="hidden" name="token" value="${view.token}">
<button>Stop the ads / <span lang="ko">광고 멈추기</span></button>
</form>`;
}

const words: Record<Campaign["status"], string> = {
  running: "running / 진행 중",
  stop_requested: "still running / 아직 진행 중",
  stopped: "stopped / 멈춤",
  may_resume: "stopped / 멈춤",
};

function itemOf({ name, channel, status }: Shown): Html {
  return html`<li><strong>${name.en}</strong> / <span lang="ko">${name.ko}</span> (${channel}): ${words[status]}</li>`;
}
