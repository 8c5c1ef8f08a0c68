import { useRef } from "react";
import { ActionButton } from "../../shared/action-button.tsx";
import { useShopifyTexts } from "../messages/index.ts";

/** Opens a JSON file from this device. */
export function FileButton({ denied, onFile }: { denied: string | undefined; onFile(file: File | undefined): void }) {
  const { send: texts } = useShopifyTexts();
  const ref = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={ref}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ target }) => {
          onFile(target.files?.[0]);
          // Otherwise choosing the same file again would fire no event.
          target.value = "";
        }}
      />
      <ActionButton denied={denied} onClick={() => ref.current?.click()}>
        {texts.file}
      </ActionButton>
      <span className="text-xs text-ink-soft max-sm:hidden">{texts.dropHere}</span>
    </>
  );
}
