import { createBundle } from "../../../i18n/bundle.ts";
import type { OrdersTexts } from "./en.ts";

const bundle = createBundle<OrdersTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadOrdersTexts = bundle.load;
export const useOrdersTexts = bundle.useMessages;
