import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";

/** From packages that the web app has installed. */
const files: Record<string, string> = {
  "/fonts/bricolage-grotesque.woff2":
    "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2",
  "/fonts/pretendard-400.woff2": "@fontsource/pretendard/files/pretendard-latin-400-normal.woff2",
  "/fonts/pretendard-600.woff2": "@fontsource/pretendard/files/pretendard-latin-600-normal.woff2",
};

/** The style sheets' names of the fonts that `answerFont` serves. */
export const fontFaces = `
@font-face { font-family: "Bricolage Grotesque"; font-weight: 200 800; font-display: swap; src: url(/fonts/bricolage-grotesque.woff2) format("woff2"); }
@font-face { font-family: Pretendard; font-weight: 400; font-display: swap; src: url(/fonts/pretendard-400.woff2) format("woff2"); }
@font-face { font-family: Pretendard; font-weight: 600; font-display: swap; src: url(/fonts/pretendard-600.woff2) format("woff2"); }
`;

/** Serves the fonts of the engines' pages. @returns whether the request was for one */
export function answerFont({ url = "/" }: IncomingMessage, response: ServerResponse): boolean {
  const file = files[url];
  if (file === undefined) return false;
  response.writeHead(200, { "content-type": "font/woff2", "cache-control": "public, max-age=31536000" });
  createReadStream(fileURLToPath(import.meta.resolve(file))).pipe(response);
  return true;
}
