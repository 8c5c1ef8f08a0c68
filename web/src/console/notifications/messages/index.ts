import { createBundle } from "../../../i18n/bundle.ts";
import type { NotificationTexts } from "./en.ts";

const bundle = createBundle<NotificationTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadNotificationTexts = bundle.load;
export const useNotificationTexts = bundle.useMessages;
