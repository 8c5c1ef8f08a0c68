import { createBundle } from "../../../i18n/bundle.ts";
import type { HallTexts } from "./en.ts";

const bundle = createBundle<HallTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadHallTexts = bundle.load;
export const useHallTexts = bundle.useMessages;
