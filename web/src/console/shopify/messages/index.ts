import { createBundle } from "../../../i18n/bundle.ts";
import type { ShopifyTexts } from "./en.ts";

const bundle = createBundle<ShopifyTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadShopifyTexts = bundle.load;
export const useShopifyTexts = bundle.useMessages;
