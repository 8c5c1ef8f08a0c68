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
body { margin: 0; padding: 24px 16px; background: light-dark(#fff7e8, #1a110d); color: light-dark(#2e1a12, #fbefdd); font: 16px/1.5 Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif; word-break: keep-all }
main { max-width: 480px; margin: 8vh auto; padding: 28px; border: 1px solid light-dark(#e8d6bb, #3e2d23); border-radius: 20px; background: light-dark(#fffdf8, #251914); box-shadow: 0 18px 48px light-dark(#2e1a1229, #0009) }
svg { width: 72px; height: 72px; margin: -4px 0 8px -4px }
h1 { margin: 0; font: 800 28px/1.2 "Bricolage Grotesque", Pretendard, system-ui, sans-serif; letter-spacing: -.02em } h1 + p { margin: 4px 0 0; color: light-dark(#654b3d, #d3bda8) }
ul { margin: 20px 0; padding: 0; list-style: none } li { padding: 10px 0; border-top: 2px dashed light-dark(#e8d6bb, #3e2d23) }
.bite { fill: light-dark(#fffdf8, #251914) }
button { min-height: 48px; padding: 12px 24px; border: 0; border-radius: 99px; background: light-dark(#d92662, #ff6f98); color: light-dark(#fff, #20120c); font: inherit; font-weight: 600; cursor: pointer }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
</style>
<main>
${donut}
<h1>${en}</h1>
<p lang="ko">${ko}</p>
${bodyOf(view)}
</main>
</html>`.text;
}

/** With a bite: whoever comes here is short of donuts. */
const donut = html`<svg viewBox="0 0 100 100" aria-hidden="true">
<circle cx="50" cy="51" r="33" fill="none" stroke="#9c5320" stroke-width="30"/>
<circle cx="50" cy="50" r="33" fill="none" stroke="#dd9448" stroke-width="29"/>
<circle cx="50" cy="50" r="33" fill="none" stroke="#f7769f" stroke-width="21"/>
<path fill="none" stroke="#fff7e8" stroke-width="4" stroke-linecap="round" d="M35 24l5 5M27 48l-1 8M37 74l6-4M62 77l5-4"/>
<path fill="none" stroke="#ffd34d" stroke-width="4" stroke-linecap="round" d="M24 36l5-4M51 80l4-1M45 20l6 2"/>
<path class="bite" d="M100 4C84 2 70 10 66 22c7 1 9 8 7 13 7 0 11 7 9 13 6 2 11 1 18-2z"/>
</svg>`;

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
