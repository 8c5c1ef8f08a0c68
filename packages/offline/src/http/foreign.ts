import type { IncomingMessage } from "node:http";

/** @returns whether a page of this origin, besides the listener's own, may send this request */
export type Pages = (origin: string, request: IncomingMessage) => boolean;

export const noPages: Pages = () => false;
export const pagesOf = (origins: Iterable<string>): Pages => {
  const allowed = new Set(origins);
  return (origin) => allowed.has(origin);
};

const ownName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Tells a request that a page of another site has sent: browsers name the page's origin, or say that it is another
 * site's, and no page can change that. A page that has had its own name point to this machine (DNS rebinding) gives
 * itself away by that name.
 *
 * @returns why it is not answered; nothing when it is
 */
export function foreignness(request: IncomingMessage, pages: Pages): string | undefined {
  const { headers } = request;
  const { host = "", origin } = headers;
  if (!ownName.test(host)) return `Only localhost, 127.0.0.1 and [::1] lead here, not "${host}".`;
  if (origin === undefined) {
    const isForeign = headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate";
    return isForeign ? "Not for pages of other sites." : undefined;
  }
  if (origin === `http://${host}` || pages(origin, request)) return undefined;
  // The form of a page that is served with `referrer-policy: no-referrer`.
  if (origin === "null" && headers["sec-fetch-site"] === "same-origin") return undefined;
  return `Not for pages of ${origin}.`;
}
