import { faultText } from "@donut/contracts/faults";
import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { expect, test } from "vitest";
import { renderPart } from "../../../testing/console.tsx";
import { switchLanguage } from "../../i18n/bundle.ts";
import { loadShopifyTexts } from "./messages/index.ts";
import { Wrong } from "./wrong.tsx";

const given = { pointer: "/line_items/0/quantity", reason: faultText("too-large", { most: 1000 }) } as ShopifyDelivery;

test("the reason why a delivery was given up is in the reader's language", async () => {
  await loadShopifyTexts();
  const { getByText } = await renderPart(<Wrong delivery={given} />);
  await expect.element(getByText(/1000/)).toMatchTextContent(/^\/line_items\/0\/quantity must be at most 1000$/);
  await switchLanguage("ko");
  await expect.element(getByText(/1000/)).toMatchTextContent(/^\/line_items\/0\/quantity [^a-z]*1000[^a-z]*$/);
});
