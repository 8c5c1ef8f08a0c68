import { createBundle } from "./bundle.ts";
import type { Messages } from "./en.ts";

const bundle = createBundle<Messages>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadMessages = bundle.load;
export const useMessages = bundle.useMessages;
