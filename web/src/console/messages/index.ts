import { createBundle } from "../../i18n/bundle.ts";
import type { Messages } from "./en.ts";

const bundle = createBundle<Messages>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadConsoleMessages = bundle.load;
export const useConsoleMessages = bundle.useMessages;
