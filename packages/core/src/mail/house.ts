import { type Html, html } from "./html.ts";

/** The shop's colours, as in web/src/styles/tokens.css: light, and dark in mail programs that support it. */
const light = { paper: "#fff7e8", surface: "#fffdf8", ink: "#2e1a12", soft: "#654b3d", line: "#e8d6bb" };
const dark = { paper: "#1a110d", surface: "#251914", ink: "#fbefdd", soft: "#d3bda8", line: "#3e2d23" };

const font = "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const display = `'Bricolage Grotesque', ${font}`;

/** Styles of the parts of a mail. They are inline, since Gmail removes many others. */
export const styles = {
  title: `margin:0;font-family:${display};font-size:28px;line-height:34px;font-weight:800;letter-spacing:-0.02em`,
  text: `margin:12px 0 0;font-family:${font};font-size:16px;line-height:24px`,
  soft: `margin:4px 0 0;font-family:${font};font-size:14px;line-height:20px;color:${light.soft}`,
  cell: `padding:10px 0;font-family:${font};font-size:16px;line-height:22px`,
  rule: `border-top:2px dashed ${light.line};font-size:0;line-height:0;height:20px`,
  button:
    `display:inline-block;padding:12px 24px;border-radius:999px;background:#d92662;color:#ffffff;` +
    `font-family:${font};font-size:16px;line-height:24px;font-weight:600;text-decoration:none`,
};

interface HouseMail {
  language: "en" | "ko";
  title: string;
  /** The beginning of the mail in a list of mails. */
  preview: string;
  body: Html;
}

/**
 * A mail that looks like the shop: a card on cream paper under a donut. It consists of tables and inline styles, which
 * every mail program shows; the donut is made of borders, since many show neither SVG nor pictures from outside.
 */
export function houseMail({ language, title, preview, body }: HouseMail): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>
:lang(ko) { word-break: keep-all }
@media (prefers-color-scheme: dark) {
  .paper { background: ${dark.paper} !important; color: ${dark.ink} !important }
  .card { background: ${dark.surface} !important; border-color: ${dark.line} !important; color: ${dark.ink} !important }
  .soft { color: ${dark.soft} !important }
  .rule { border-color: ${dark.line} !important }
  .hole { background: ${dark.paper} !important }
  .button { background: #ff6f98 !important; color: #20120c !important }
}
</style>
</head>
<body class="paper" style="margin:0;padding:0;background:${light.paper};color:${light.ink}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${light.paper};color:${light.ink}">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td style="padding:0 8px 16px">${brand(language)}</td></tr>
<tr><td class="card" style="padding:28px 28px 24px;background:${light.surface};border:1px solid ${light.line};border-radius:20px;color:${light.ink}">
${body}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`.text;
}

function brand(language: "en" | "ko"): Html {
  const name = language === "ko" ? "도넛스테이츠" : "Donut-States";
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td><div style="width:30px;height:30px;border-radius:50%;background:#dd9448"><div style="width:26px;height:26px;border:2px solid #dd9448;border-radius:50%;background:#f7769f"><div class="hole" style="width:10px;height:10px;margin:0;border:8px solid #f7769f;border-radius:50%;background:${light.paper}"></div></div></div></td>
<td style="padding-left:10px;font-family:${display};font-size:20px;line-height:28px;font-weight:800">${name}</td>
</tr></table>`;
}
