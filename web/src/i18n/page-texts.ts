import { createBundle } from "./bundle.ts";
import type { PageTexts } from "./page-texts-en.ts";

/** The texts of everything loaded after the first page: the box, orders, the product page. */
const bundle = createBundle<PageTexts>({
  en: () => import("./page-texts-en.ts"),
  ko: () => import("./page-texts-ko.ts"),
});

export const loadPageTexts = bundle.load;
export const usePageTexts = bundle.useMessages;
