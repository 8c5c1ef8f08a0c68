import { type Html, html } from "@donut/core/mail/html";

interface HousePage {
  language: "en" | "ko";
  title: string;
  /** What stands below the title. */
  body: Html;
}

/** Of a page whose URL contains a token. */
export const pageHeaders = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

/** @returns a page that a link in a mail opens, and that looks like the shop */
export function housePage({ language, title, body }: HousePage): string {
  return html`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
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
<h1>${title}</h1>
${body}
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
