import * as z from "zod";
import { escaped } from "../../http/html.ts";
import { donut } from "../page-donut.ts";
import { palette } from "../page-palette.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Push } from "./store.ts";
import { type Language, texts } from "./texts.ts";

/** A declarative push message. https://www.w3.org/TR/push-api/#declarative-push-message */
const declarative = z.object({
  web_push: z.literal(8030),
  notification: z.object({ title: z.string(), body: z.string().optional(), lang: z.string().optional() }),
});

/** Lists pushed messages, newest first; the page polls for new ones. */
export function inboxPage(
  pushes: Push[],
  { language, behaviour, origin }: { language: Language; behaviour: Behaviour; origin: string },
): string {
  const text = texts[language];
  const refusing =
    behaviour.answer === 201
      ? ""
      : `<p class="wrong" role="status">${text.refusing(behaviour.answer)} ${text.mend}
<code>curl -X PUT ${escaped(origin)}/behaviour -d '{"answer": 201}'</code></p>`;
  const list =
    pushes.length === 0
      ? `<div class="empty"><p><strong>${text.empty}</strong></p><p>${text.emptyHelp}</p></div>`
      : `<ol>${pushes.map((push) => card(push, language)).join("")}</ol>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<style>${style}</style>
<main data-latest="${pushes[0]?.id ?? 0}">
<header>${donut}<h1>${text.title}</h1>${pushes.length > 0 ? `<button>${text.clear}</button>` : ""}</header>
<p class="lead">${text.lead}</p>
${refusing}
${list}
</main>
<script>${script}</script>
</html>`;
}

function card(push: Push, language: Language): string {
  const { subscriptionId, receivedAt, topic, urgency, ttlSeconds, bytes, state } = push;
  const { facts, states, seconds, raw } = texts[language];
  const shown = shownOf(push.text);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }).format(
    new Date(receivedAt),
  );
  const rows = [
    [facts.device, `${subscriptionId.slice(0, 8)}…`],
    ...(topic === undefined ? [] : [[facts.topic, topic]]),
    [facts.urgency, urgency],
    [facts.ttl, seconds(ttlSeconds)],
    [facts.bytes, `${bytes} B`],
  ] as const;
  return `<li>
  <p class="meta"><time datetime="${receivedAt}">${escaped(time)}</time><span class="state ${state}">${states[state]}</span></p>
  <div lang="${escaped(shown.language ?? language)}"><h2>${escaped(shown.title)}</h2>${shown.body ? `<p>${escaped(shown.body)}</p>` : ""}</div>
  <dl>${rows.map(([name = "", value = ""]) => `<div><dt>${name}</dt><dd>${escaped(value)}</dd></div>`).join("")}</dl>
  <details><summary>${raw}</summary><pre>${escaped(indented(push.text))}</pre></details>
</li>`;
}

function shownOf(text: string): { title: string; body?: string | undefined; language?: string | undefined } {
  const { data } = declarative.safeParse(parse(text));
  if (data === undefined) return { title: text };
  const { title, body, lang } = data.notification;
  return { title, body, language: lang };
}

function indented(text: string): string {
  const value = parse(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const script = `
const latest = Number(document.querySelector("main").dataset.latest);
document.querySelector("header button")?.addEventListener("click", async () => {
  await fetch("/messages", { method: "DELETE" });
  location.reload();
});
setInterval(async () => {
  if (document.hidden || document.querySelector("details[open]")) return;
  const { messages } = await (await fetch("/messages")).json();
  if ((messages[0]?.id ?? 0) !== latest) location.reload();
}, 2000);`;

const style = `
${palette}
body { min-height: 100dvh; padding: 24px 16px; background: var(--paper); color: var(--ink);
  }
main { max-width: 44rem; margin: 0 auto; }
header { display: flex; align-items: center; gap: 16px; }
header button { margin-left: auto; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; }
.lead { margin-top: 6px; color: var(--soft); }
ol { list-style: none; padding: 0; margin: 24px 0; display: grid; gap: 12px; }
li, .empty { padding: 18px 20px; background: var(--surface); border: 1px solid var(--border); border-radius: 14px; }
.empty { margin-top: 24px; border-style: dashed; color: var(--soft); }
.empty strong { color: var(--ink); }
.meta { display: flex; justify-content: space-between; gap: 12px; color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.state { border: 1px solid var(--border); border-radius: 99px; padding: 0 10px; }
.state.replaced, .state.expired { text-decoration: line-through; }
h2 { font-size: 1.125rem; line-height: 1.3; margin-top: 4px; overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-top: 12px; padding-top: 10px; border-top: 1px solid var(--border); font-size: .8125rem; }
dl div { display: flex; gap: 6px; }
dt { color: var(--soft); }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
summary { cursor: pointer; margin-top: 10px; font-size: .8125rem; font-weight: 600; }
pre { margin-top: 8px; white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; background: var(--sunken); border-radius: 8px; font-size: .8125rem; }
button { font: inherit; font-weight: 600; color: inherit; background: none; border: 1px solid var(--border); border-radius: 8px; min-height: 44px; padding: 0 18px; cursor: pointer; }
button:hover { background: var(--sunken); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
.wrong { margin-top: 16px; color: var(--signal); font-weight: 600; }
code { font-weight: 400; overflow-wrap: anywhere; }
`;
