import type { Campaign } from "@donut/core/campaign/campaign";
import { type Html, html } from "@donut/core/mail/html";

type Shown = Pick<Campaign, "name" | "channel" | "status">;

export type StopView =
  | { status: "asking"; campaigns: Shown[]; token: string }
  | { status: "stopped"; campaigns: Shown[] }
  | { status: "invalid" }
  | { status: "expired" };

/** @returns the page that the link in the ad manager's mail opens, in both languages. */
export function stopPage(view: StopView): string {
  const { en, ko } = titleOf(view);
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${en}</title>
<style>
:root { color-scheme: light dark }
body { margin: 0; padding: 24px 16px; background: light-dark(#fff7e8, #1a110d); color: light-dark(#2e1a12, #fbefdd); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 560px; margin: 8vh auto; padding: 24px; border: 1px solid light-dark(#e8d6bb, #3e2d23); border-radius: 12px; background: light-dark(#fffdf8, #251914) }
h1 { margin: 0; font-size: 24px } h1 + p { margin-top: 0 }
li { padding: 4px 0 }
button { min-height: 44px; padding: 10px 18px; border: 0; border-radius: 8px; background: #85500d; color: #fff; font: inherit; cursor: pointer }
</style>
<main>
<h1>${en}</h1>
<p lang="ko">${ko}</p>
${bodyOf(view)}
</main>
</html>`.text;
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
