// Draws the donuts for mails, which mostly cannot show SVG, with the tests' browser, from those of a running shop:
//     npm start
//     node e2e/draw-mails.ts
import path from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser/chromium.ts";

const web = process.env.WEB_URL ?? "http://localhost:3000";
const sales = process.env.SALES_URL ?? "http://localhost:4000/sales";
const folder = path.join(import.meta.dirname, "../web/public/mail");

/** As shown in the mail, and drawn at twice that size. */
const width = 48;

const { products } = (await (await fetch(`${sales}/products`)).json()) as { products: { id: string; image: string }[] };
const browser = await chromium.launch({ executablePath: findBrowser() });
const page = await browser.newPage({ viewport: { width, height: width }, deviceScaleFactor: 2 });
for (const { id, image } of products) {
  await page.setContent(
    `<style>* { margin: 0 } img { display: block }</style><img src="${web}${image}" width="${width}">`,
  );
  await page.locator("img").evaluate((it: HTMLImageElement) => it.decode());
  await page.screenshot({ path: path.join(folder, `${id}.png`), omitBackground: true });
}
await browser.close();
