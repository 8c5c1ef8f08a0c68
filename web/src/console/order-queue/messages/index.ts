import { createBundle } from "../../../i18n/bundle.ts";
import type { LineTexts } from "./en.ts";

const bundle = createBundle<LineTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadLineTexts = bundle.load;
export const useLineTexts = bundle.useMessages;
