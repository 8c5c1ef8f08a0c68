import type { ServerResponse } from "node:http";
import { escaped } from "./html.ts";

/** Served until the first build is ready: a page that reloads itself. */
export function waitingPage(response: ServerResponse, name: string, failure: string | undefined): void {
  const text = failure === undefined ? `<p>${escaped(name)} is being built …</p>` : failedBuild(name, failure);
  response.writeHead(503, {
    "content-type": "text/html; charset=utf-8",
    "retry-after": "1",
    "cache-control": "no-store",
  });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="color-scheme" content="light dark"><title>${escaped(name)}</title>
<body style="font: 16px/1.5 system-ui; max-width: 60rem; margin: 4rem auto; padding: 0 1rem">${text}</body></html>`);
}

const failedBuild = (name: string, failure: string) =>
  `<p>The build of ${escaped(name)} failed. This page is replaced as soon as a build succeeds.</p>
<pre style="white-space: pre-wrap">${escaped(failure)}</pre>`;
