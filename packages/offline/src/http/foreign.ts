import type { IncomingMessage } from "node:http";

/** @returns whether a page of this origin, other than the listener's own, may send this request */
export type Pages = (origin: string, request: IncomingMessage) => boolean;

export const noPages: Pages = () => false;
export const pagesOf = (origins: Iterable<string>): Pages => {
  const allowed = new Set(origins);
  return (origin) => allowed.has(origin);
};

const ownName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Detects requests sent by a page of another site: browsers send the page's origin, or say that the request is
 * cross-site, and no page can change that. A page whose own name points to this machine (DNS rebinding) is detected by
 * that name.
 *
 * @returns why it is refused; undefined if it is allowed
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
  // Sent by a form on a page that is served with `referrer-policy: no-referrer`.
  if (origin === "null" && headers["sec-fetch-site"] === "same-origin") return undefined;
  return `Not for pages of ${origin}.`;
}
