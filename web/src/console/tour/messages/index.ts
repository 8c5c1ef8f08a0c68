import { createBundle } from "../../../i18n/bundle.ts";
import type { TourTexts } from "./en.ts";

const bundle = createBundle<TourTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadTourTexts = bundle.load;
export const useTourTexts = bundle.useMessages;
