import type { Email } from "aws-ses-v2-local/dist/store.js";
import { escaped } from "../../http/html.ts";
import { donut } from "../page-donut.ts";
import { palette } from "../page-palette.ts";

/** Lists every mail that was sent, newest first; the page polls for new ones. */
export function inboxPage(mails: readonly Email[], language: "en" | "ko"): string {
  const text = texts[language];
  const newest = [...mails].reverse();
  const list =
    newest.length === 0
      ? `<div class="empty"><p><strong>${text.empty}</strong></p><p>${text.emptyHelp}</p></div>`
      : `<ol>${newest.map((mail, index) => card(mail, language, index === 0)).join("")}</ol>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<style>${style}</style>
<main data-count="${mails.length}">
<header>${donut}<div><h1>${text.title}</h1><p class="lead">${text.lead}</p></div></header>
${list}
</main>
<script>${script}</script>
</html>`;
}

function card({ subject, destination, from, at, body }: Email, language: "en" | "ko", open: boolean): string {
  const { to, sent, plain } = texts[language];
  const date = new Date(at * 1000);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }).format(date);
  // Without scripts, as in a mail program. Of this origin, or the store would refuse its pictures to a foreign page.
  const frame = body.html
    ? `<iframe sandbox="allow-same-origin allow-popups" title="${escaped(subject)}" loading="lazy" srcdoc="${escaped(`<base target="_blank">${body.html}`)}"></iframe>`
    : "";
  return `<li><details${open ? " open" : ""}>
<summary><h2>${escaped(subject)}</h2><span class="meta">${to} ${escaped(destination.to.join(", "))} · <time datetime="${date.toISOString()}">${escaped(time)}</time></span></summary>
<p class="meta">${sent} ${escaped(from)}</p>
${frame}
<details><summary class="plain">${plain}</summary><pre>${escaped(body.text ?? "")}</pre></details>
</details></li>`;
}

const texts = {
  en: {
    title: "Mails",
    lead: "Every mail that the shop has sent. None of them leaves this machine.",
    empty: "No mails yet",
    emptyHelp: "Order something in the store, with an e-mail address: the confirmation comes here.",
    to: "To",
    sent: "From",
    plain: "As text",
  },
  ko: {
    title: "메일",
    lead: "가게에서 보낸 모든 메일이에요. 이 컴퓨터 밖으로는 나가지 않아요.",
    empty: "아직 메일이 없어요",
    emptyHelp: "가게에서 이메일을 적고 주문해 보세요. 확인 메일이 여기로 와요.",
    to: "받는 사람",
    sent: "보낸 사람",
    plain: "텍스트로 보기",
  },
};

const script = `
const { count } = document.querySelector("main").dataset;
setInterval(async () => {
  if (document.hidden) return;
  const { emails } = await (await fetch("/store")).json();
  if (String(emails.length) !== count) location.reload();
}, 2000);`;

const style = `
${palette}
body { min-height: 100dvh; padding: 24px 16px; background: var(--paper); color: var(--ink); }
main { max-width: 44rem; margin: 0 auto; }
header { display: flex; align-items: center; gap: 16px; }
header .donut { flex: none; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; }
.lead, .meta { color: var(--soft); }
.meta { font-size: .875rem; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; margin: 24px 0; display: grid; gap: 12px; }
li, .empty { padding: 16px 20px; background: var(--surface); border: 1px solid var(--border); border-radius: 20px; }
.empty { margin-top: 24px; border-style: dashed; color: var(--soft); }
.empty strong { color: var(--ink); }
summary { cursor: pointer; display: grid; gap: 2px; list-style: none; }
h2 { font-size: 1.125rem; line-height: 1.3; overflow-wrap: anywhere; }
iframe { width: 100%; height: 40rem; margin-top: 12px; border: 1px solid var(--border); border-radius: 12px; background: #fff7e8; color-scheme: normal; }
.plain { margin-top: 10px; font-size: .875rem; font-weight: 600; }
pre { margin-top: 8px; white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; background: var(--sunken); border-radius: 8px; font-size: .875rem; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
`;
