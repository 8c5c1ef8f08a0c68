import { createBundle } from "../../../i18n/bundle.ts";
import type { RoomTexts } from "./en.ts";

const bundle = createBundle<RoomTexts>({
  en: () => import("./en.ts"),
  ko: () => import("./ko.ts"),
});

export const loadRoomTexts = bundle.load;
export const useRoomTexts = bundle.useMessages;
