import type { IncomingMessage, ServerResponse } from "node:http";
import { errors, type Provider } from "oidc-provider";
import { readBody } from "../../http/body.ts";
import { type Account, accountOf } from "./accounts.ts";
import { failurePage, sendPage, signInPage } from "./pages.ts";
import { languageOf } from "./texts.ts";

const bodyLimit = 4096;
const emailAddress = /^[^\s@]{1,64}@[^\s@]{1,180}\.[^\s@.]{2,}$/;

/**
 * @returns answers `/sign-in/<uid>`: GET shows the accounts, POST signs one in and returns to the client application.
 */
export function signInHandler(provider: Provider, accounts: Account[]) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const language = languageOf(undefined, request.headers);
    try {
      const { uid, params } = await provider.interactionDetails(request, response);
      const wanted = languageOf(params.ui_locales, request.headers);
      if (request.method !== "POST") {
        sendPage(response, 200, signInPage({ uid, accounts, language: wanted }));
        return;
      }
      const email = await emailOf(request);
      if (!emailAddress.test(email)) {
        sendPage(response, 400, signInPage({ uid, accounts, language: wanted, wrong: email }));
        return;
      }
      const { email: accountId } = accountOf(accounts, email);
      await provider.interactionFinished(request, response, { login: { accountId } });
    } catch (error) {
      // The page was open for too long, or belongs to another browser.
      const known = error instanceof errors.OIDCProviderError;
      const reason = known ? (error.error_description ?? error.error) : String(error);
      sendPage(response, known ? 400 : 500, failurePage(language, reason));
    }
  };
}

async function emailOf(request: IncomingMessage): Promise<string> {
  const body = await readBody(request, bodyLimit);
  return body === "too large" ? "" : (new URLSearchParams(body.toString()).get("email") ?? "").trim();
}
