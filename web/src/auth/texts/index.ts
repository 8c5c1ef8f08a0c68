import { createBundle } from "../../i18n/bundle.ts";
import type { AuthTexts } from "./en.ts";

const bundle = createBundle<AuthTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadAuthTexts = bundle.load;
export const useAuthTexts = bundle.useMessages;
