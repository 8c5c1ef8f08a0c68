import { useState } from "react";
import { CheckIcon, CopyIcon } from "../../ui/icons.tsx";
import { useConsoleMessages } from "../messages/index.ts";

/** A terminal command, copied with one press. */
export function Command({ text }: { text: string }) {
  const { peek } = useConsoleMessages();
  const [copied, setCopied] = useState(false);
  const Picture = copied ? CheckIcon : CopyIcon;
  return (
    <div className="flex items-start rounded-small bg-sunken">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also with the keyboard */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-xs leading-5">
        {text}
      </pre>
      <button
        type="button"
        aria-label={copied ? peek.copied : peek.copyCommand}
        title={copied ? peek.copied : peek.copyCommand}
        className="inline-grid size-11 shrink-0 place-items-center rounded-small text-ink-soft hover:text-ink"
        onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        <Picture width="16" height="16" />
      </button>
    </div>
  );
}
