import type { PublicRoom } from "@donut/contracts/waiting-room";
import { useLanguage } from "../../../i18n/language.ts";
import { useCutOff } from "../place/follow.ts";
import { useRoomTexts } from "../texts/index.ts";

/** The operators' message to everybody waiting, in the reader's language. */
export function ShopNote({ room }: { room: PublicRoom | undefined }) {
  const { note } = useRoomTexts();
  const language = useLanguage();
  return (
    <div role="status">
      {room?.message && (
        <p className="waiting-note">
          <span className="block text-xs font-semibold text-waiting-ink">{note}</span>
          <span>{room.message[language]}</span>
        </p>
      )}
    </div>
  );
}

/** Warns that the page may be out of date. */
export function CutOffNote() {
  const { cutOff } = useRoomTexts();
  const off = useCutOff();
  return (
    <div role="status">{off && <p className="rounded-large bg-ink px-4 py-3 text-sm text-paper">{cutOff}</p>}</div>
  );
}
