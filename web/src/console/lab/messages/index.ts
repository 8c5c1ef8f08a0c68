import { createBundle } from "../../../i18n/bundle.ts";
import type { LabTexts } from "./en.ts";

const bundle = createBundle<LabTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadLabTexts = bundle.load;
export const useLabTexts = bundle.useMessages;
