import type { ServerResponse } from "node:http";
import type { Configuration } from "oidc-provider";
import { escaped } from "../../http/html.ts";
import { donut } from "../page-donut.ts";
import type { Account } from "./accounts.ts";
import { style } from "./style.ts";
import { type Language, texts } from "./texts.ts";

type Features = NonNullable<Configuration["features"]>;

/** Asks which account signs in: one of this machine's, or any other e-mail address. */
export function signInPage({
  uid,
  accounts,
  language,
  wrong,
}: {
  uid: string;
  accounts: Account[];
  language: Language;
  wrong?: string;
}): string {
  const text = texts[language];
  const choices = accounts.map(
    ({ email, name, groups }) => `<li><button name="email" value="${escaped(email)}">
  <span class="face" aria-hidden="true">${escaped(name.charAt(0))}</span>
  <span class="who"><strong>${escaped(name)}</strong><span class="email">${escaped(email)}</span></span>
  <span class="group">${escaped(groups.join(", ") || text.noGroup)}</span>
</button></li>`,
  );
  return page(
    language,
    text.title,
    `<h1>${text.title}</h1>
<p>${text.choose}</p>
<form method="post" action="/sign-in/${uid}"><ul>${choices.join("")}</ul></form>
<form method="post" action="/sign-in/${uid}" class="other" novalidate>
  <label for="email">${text.other}</label>
  <div class="row">
    <input id="email" name="email" type="email" autocomplete="email" placeholder="mina@example.com"
      ${wrong === undefined ? "" : `value="${escaped(wrong)}" aria-invalid="true" aria-describedby="wrong"`}>
    <button>${text.go}</button>
  </div>
  ${wrong === undefined ? "" : `<p class="wrong" id="wrong" role="alert">${text.notAnEmail}</p>`}
</form>
<p class="note">${text.note}</p>`,
  );
}

/** Signing out needs no confirmation: the form submits itself. */
export const signOutPage: NonNullable<NonNullable<Features["rpInitiatedLogout"]>["logoutSource"]> = (ctx, form) => {
  const text = texts.en;
  ctx.type = "html";
  ctx.body = page(
    "en",
    text.signOut,
    `<h1>${text.signOut}</h1>
${form}
<button form="op.logoutForm" name="logout" value="yes" class="go">${text.signOut}</button>
<script>document.querySelector("button.go").click()</script>`,
  );
};

/** Errors that cannot be answered with a redirect: an unknown client, an unregistered address. */
export const errorPage: NonNullable<Configuration["renderError"]> = (ctx, { error, error_description: why }) => {
  ctx.type = "html";
  ctx.body = failurePage("en", why ?? error);
};

export function failurePage(language: Language, reason: string): string {
  const text = texts[language];
  return page(
    language,
    text.failed,
    `<h1>${text.failed}</h1>
<p>${text.again}</p>
<pre>${escaped(reason)}</pre>`,
  );
}

export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    // With `no-referrer` a browser would send the form with the origin `null`, like a page of another site.
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  response.end(html);
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>${donut}${body}</main>
</html>`;
}
